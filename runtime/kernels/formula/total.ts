import { match } from "ts-pattern";
import type { BinaryOp, ReduceOp, UnaryOp } from "../../../dsl/expression/mod.ts";

/*
 * Arithmetic of formulas in float64. It is total, so that no infinity or NaN reaches a device: every result is limited to
 * +-1e30, the logarithm of what is below 1e-30 is the logarithm of 1e-30, 0 / 0 is 0, a / 0 is the limit with the sign of a, and a
 * negative number has whole powers only (else 0).
 */

/** Largest size of a number. */
export const LIMIT = 1e30;
/** What logarithms see instead of anything smaller. */
export const TINY = 1e-30;

const limited = (x: number): number => Math.min(LIMIT, Math.max(-LIMIT, x));

/** The nearest whole number, halves to even. */
export const roundHalfEven = (x: number): number => {
  const below = Math.floor(x);
  const over = x - below;
  if (over !== 0.5) { return over < 0.5 ? below : below + 1; }
  return below % 2 === 0 ? below : below + 1;
};

const divide = (a: number, b: number): number => b === 0 ? Math.sign(a) * LIMIT : a / b;

const power = (a: number, b: number): number => {
  if (a >= 0) { return a === 0 && b < 0 ? LIMIT : a ** b; }
  return Number.isInteger(b) ? a ** b : 0;
};

/** One number in, one out. */
export const unary = (op: UnaryOp, a: number): number =>
  limited(
    match(op)
      .with("negate", () => -a)
      .with("log", () => Math.log(Math.max(TINY, a)))
      .with("exp", () => Math.exp(a))
      .with("absolute", () => Math.abs(a))
      .with("round", () => roundHalfEven(a))
      .with("floor", () => Math.floor(a))
      .with("ceiling", () => Math.ceil(a))
      .with("cosine", () => Math.cos(a))
      .with("not", () => 1 - a)
      .exhaustive(),
  );

/** Two numbers in, one out. */
export const binary = (op: BinaryOp, a: number, b: number): number =>
  limited(
    match(op)
      .with("add", () => a + b)
      .with("subtract", () => a - b)
      .with("multiply", () => a * b)
      .with("divide", () => divide(a, b))
      .with("power", () => power(a, b))
      .with("minimum", () => Math.min(a, b))
      .with("maximum", () => Math.max(a, b))
      .with("less", () => (a < b ? 1 : 0))
      .with("equal", () => (a === b ? 1 : 0))
      .exhaustive(),
  );

/** Many numbers in, one out; of none, 0. */
export const reduce = (op: ReduceOp, numbers: readonly number[]): number => {
  if (numbers.length === 0) { return 0; }
  const sum = () => numbers.reduce((a, b) => a + b, 0);
  return limited(
    match(op)
      .with("sum", sum)
      .with("mean", () => sum() / numbers.length)
      .with("largest", () => Math.max(...numbers))
      .with("smallest", () => Math.min(...numbers))
      .exhaustive(),
  );
};
