import { match } from "ts-pattern";
import { LIMIT, TINY } from "../../../dsl/expression/arithmetic.ts";
import type { BinaryOp, UnaryOp } from "../../../dsl/expression/mod.ts";
import { limited, type Writer } from "./writer.ts";

/** `1 - 2 sin^2(y)`, `y` half of the angle without its whole turns, by Taylor: WGSL and GLSL promise only 2^-11 for `cos`. */
const cosine = (w: Writer, a: string, into: string[]): string => {
  const turns = w.let(`Math.floor(${a} * 0.15915494309189535 + 0.5)`, into);
  const half = w.let(`0.5 * ((${a} - ${turns} * 6.28125) - ${turns} * 0.0019353071795864769)`, into);
  const square = w.let(`${half} * ${half}`, into);
  const series = [-6, -20, -42, -72, -110, -156].reduceRight(
    (rest, ratio) => `(1 + ${square} / (${ratio}) * ${rest})`,
    "1",
  );
  const sine = w.let(`${half} * ${series}`, into);
  return w.let(`1 - 2 * ${sine} * ${sine}`, into);
};

const floor = (w: Writer, a: string, rough: boolean, into: string[]): string => {
  const below = w.let(`Math.floor(${a})`, into);
  w.guard(rough, `Math.min(${a} - ${below}, 1 + ${below} - ${a})`, `Math.abs(${a})`, into);
  return below;
};

const round = (w: Writer, a: string, rough: boolean, into: string[]): string => {
  const below = w.let(`Math.floor(${a})`, into);
  const over = w.let(`${a} - ${below}`, into);
  w.guard(rough, `Math.abs(${over} - 0.5)`, `Math.abs(${a})`, into);
  const result = w.let(below, into);
  const odd = w.let(`${below} - 2 * Math.floor(0.5 * ${below})`, into);
  into.push(`if (${over} > 0.5) { ${result} = ${below} + 1; }`);
  into.push(`if (${over} === 0.5) { ${result} = ${below} + ${odd}; }`);
  return result;
};

const divide = (w: Writer, a: string, b: string, into: string[]): string => {
  const result = w.let("0.0", into);
  into.push(`if (Math.abs(${b}) > 0) { ${result} = ${limited(`${a} / ${b}`)}; }`);
  into.push(`else { if (${a} > 0) { ${result} = ${LIMIT}; } if (${a} < 0) { ${result} = -${LIMIT}; } }`);
  return result;
};

/** A quotient may be rounded across a whole number: the rest is then brought back between 0 and `b`. */
const modulo = (w: Writer, a: string, b: string, rough: boolean, into: string[]): string => {
  const result = w.let("0.0", into);
  const size = w.let(`Math.abs(${b})`, into);
  const sign = w.let("1.0", into);
  into.push(`if (${b} < 0) { ${sign} = -1.0; }`);
  into.push(`if (${size} > 0) {`);
  into.push(`${result} = ${sign} * ${a} - ${size} * Math.floor(${sign} * ${a} / ${size});`);
  into.push(`if (${result} < 0) { ${result} = ${result} + ${size}; }`);
  into.push(`if (${result} >= ${size}) { ${result} = ${result} - ${size}; }`);
  into.push("}");
  w.guard(rough, `Math.min(${result}, ${size} - ${result})`, `Math.abs(${a}) + ${size}`, into);
  return w.let(`${sign} * ${result}`, into);
};

/** By `exp(b ln |a|)`: `pow` of a negative base is not defined on every device. */
const power = (w: Writer, a: string, b: string, into: string[]): string => {
  const size = w.let(`Math.exp(Math.min(69, ${b} * Math.log(Math.max(${TINY}, Math.abs(${a})))))`, into);
  const result = w.let(size, into);
  const half = w.let(`Math.floor(0.5 * ${b})`, into);
  into.push(
    `if (${a} === 0) { ${result} = 0; if (${b} === 0) { ${result} = 1; } if (${b} < 0) { ${result} = ${LIMIT}; } }`,
  );
  into.push(`if (${a} < 0) {`);
  into.push(`${result} = 0;`);
  into.push(`if (${b} - 2 * ${half} === 0) { ${result} = ${size}; }`);
  into.push(`if (${b} - 2 * ${half} === 1) { ${result} = 0 - ${size}; }`);
  into.push("}");
  return result;
};

/** Source text of an operation on one number; `rough` if rounding may turn what it decides. */
export const unary = (w: Writer, op: UnaryOp, a: string, rough: boolean, into: string[]): string =>
  match(op)
    .with("negate", () => w.let(`0 - ${a}`, into))
    .with("log", () => w.let(`Math.log(Math.max(${TINY}, ${a}))`, into))
    .with("exp", () => w.let(`Math.exp(Math.min(69, ${a}))`, into))
    .with("absolute", () => w.let(`Math.abs(${a})`, into))
    .with("cosine", () => cosine(w, a, into))
    .with("not", () => w.let(`1 - ${a}`, into))
    .with("round", () => round(w, a, rough, into))
    .with("floor", () => floor(w, a, rough, into))
    .with("ceiling", () => w.let(`0 - ${floor(w, w.let(`0 - ${a}`, into), rough, into)}`, into))
    .exhaustive();

/** Source text of an operation on two numbers. */
export const binary = (w: Writer, op: BinaryOp, a: string, b: string, rough: boolean, into: string[]): string => {
  const compared = (test: string): string => {
    w.guard(rough, `Math.abs(${a} - ${b})`, `Math.abs(${a}) + Math.abs(${b})`, into);
    const result = w.let("0.0", into);
    into.push(`if (${a} ${test} ${b}) { ${result} = 1; }`);
    return result;
  };
  return match(op)
    .with("add", () => w.let(limited(`${a} + ${b}`), into))
    .with("subtract", () => w.let(limited(`${a} - ${b}`), into))
    .with("multiply", () => w.let(limited(`${a} * ${b}`), into))
    .with("divide", () => divide(w, a, b, into))
    .with("modulo", () => modulo(w, a, b, rough, into))
    .with("power", () => power(w, a, b, into))
    .with("minimum", () => w.let(`Math.min(${a}, ${b})`, into))
    .with("maximum", () => w.let(`Math.max(${a}, ${b})`, into))
    .with("less", () => compared("<"))
    .with("equal", () => compared("==="))
    .exhaustive();
};
