import { match } from "ts-pattern";
import type { BinaryOp, Formula, UnaryOp } from "../expression/mod.ts";
import { roundHalfEven } from "../geometry.ts";

const UNARY: { readonly [O in UnaryOp]: (a: number) => number } = {
  negate: (a) => -a,
  log: Math.log,
  exp: Math.exp,
  absolute: Math.abs,
  round: roundHalfEven,
  floor: Math.floor,
  ceiling: Math.ceil,
  cosine: Math.cos,
  not: (a) => 1 - a,
};

const BINARY: { readonly [O in BinaryOp]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, b) => a ** b,
  minimum: Math.min,
  maximum: Math.max,
  less: (a, b) => a < b ? 1 : 0,
  equal: (a, b) => a === b ? 1 : 0,
};

/** The value of a formula that reads at most `t`; null if it reads more, or `t` when none is given. */
export const constantOf = (formula: Formula, t: number | null = null): number | null =>
  match(formula)
    .with({ _tag: "Number" }, (f) => f.value)
    .with({ _tag: "Step" }, (f) => f.of === "t" ? t : null)
    .with({ _tag: "Feature" }, { _tag: "Memory" }, { _tag: "Reduce" }, () => null)
    .with({ _tag: "Unary" }, (f) => all([f.of], t, (a) => UNARY[f.op](a)))
    .with({ _tag: "Binary" }, (f) => all([f.left, f.right], t, (a, b) => BINARY[f.op](a, b)))
    .with({ _tag: "Where" }, (f) => all([f.test, f.then, f.otherwise], t, (test, a, b) => test !== 0 ? a : b))
    .exhaustive();

const all = (
  parts: readonly Formula[],
  t: number | null,
  combine: (...numbers: readonly number[]) => number,
): number | null => {
  const numbers = parts.map((part) => constantOf(part, t));
  return numbers.every((n) => n !== null) ? combine(...numbers) : null;
};
