import { roundHalfEven } from "../geometry.ts";
import type { BinaryOp, ReduceOp, UnaryOp } from "./expression.ts";

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

const divide = (a: number, b: number): number => b === 0 ? Math.sign(a) * LIMIT : a / b;

const modulo = (a: number, b: number): number => b === 0 ? 0 : a - b * Math.floor(a / b);

const power = (a: number, b: number): number => {
  if (a >= 0) { return a === 0 && b < 0 ? LIMIT : a ** b; }
  return Number.isInteger(b) ? a ** b : 0;
};

type OneNumber = (a: number) => number;
type TwoNumbers = (a: number, b: number) => number;

/** One number in, one out. */
export const unary: Readonly<Record<UnaryOp, OneNumber>> = {
  negate: (a) => -a,
  log: (a) => Math.log(Math.max(TINY, a)),
  exp: (a) => limited(Math.exp(a)),
  absolute: (a) => Math.abs(a),
  round: (a) => roundHalfEven(a),
  floor: (a) => Math.floor(a),
  ceiling: (a) => Math.ceil(a),
  cosine: (a) => Math.cos(a),
  not: (a) => limited(1 - a),
};

/** Two numbers in, one out. */
export const binary: Readonly<Record<BinaryOp, TwoNumbers>> = {
  add: (a, b) => limited(a + b),
  subtract: (a, b) => limited(a - b),
  multiply: (a, b) => limited(a * b),
  divide: (a, b) => limited(divide(a, b)),
  modulo: (a, b) => limited(modulo(a, b)),
  power: (a, b) => limited(power(a, b)),
  minimum: (a, b) => Math.min(a, b),
  maximum: (a, b) => Math.max(a, b),
  less: (a, b) => (a < b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
};

const sum = (numbers: readonly number[]): number => limited(numbers.reduce((a, b) => a + b, 0));

/** Many numbers in, one out; of none, 0. */
export const reduce: Readonly<Record<ReduceOp, (numbers: readonly number[]) => number>> = {
  sum,
  mean: (numbers) => numbers.length === 0 ? 0 : sum(numbers) / numbers.length,
  largest: (numbers) => numbers.length === 0 ? 0 : Math.max(...numbers),
  smallest: (numbers) => numbers.length === 0 ? 0 : Math.min(...numbers),
};
