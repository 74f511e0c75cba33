/** The ends of an interval. */
export interface ProportionInterval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile at 0.975: half a 95 % interval in standard errors. */
const z = 1.959963984540054;

/**
 * Wilson's 95 % score interval of a share of `right` in `n`: the shares p with `|right/n - p| <= z sqrt(p (1 - p) / n)`. Unlike a
 * bootstrap's it has a width where none or all are right.
 *
 * @param right From 0 to `n`. @returns 0 to 1 for `n` 0, of which nothing is known.
 * @see Wilson 1927, Probable inference, the law of succession, and statistical inference.
 *
 * @example None of fifty may well be seven in a hundred
 * ```ts
 * import { ok, strictEqual } from "node:assert/strict";
 * import { wilson } from "blockgen/runtime";
 *
 * const { low, high } = wilson(0, 50);
 * strictEqual(low, 0);
 * ok(Math.abs(high - 0.07135) < 1e-5); // z^2 / (n + z^2)
 * ```
 */
export const wilson = (right: number, n: number): ProportionInterval => {
  const p = right / n;
  const middle = p + z * z / (2 * n);
  const half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const whole = 1 + z * z / n;
  return {
    low: right === 0 ? 0 : (middle - half) / whole,
    high: right === n ? 1 : (middle + half) / whole,
  };
};

/**
 * Newcombe's 95 % interval of the difference `a/n - b/n` of two shares, from their Wilson intervals by square and add. It takes the two
 * for independent, so that it is too wide rather than too narrow where the same problems are hard for both.
 *
 * @see Newcombe 1998, Interval estimation for the difference between independent proportions, method 10.
 */
export const newcombe = (a: number, b: number, n: number): ProportionInterval => {
  const [first, second] = [wilson(a, n), wilson(b, n)];
  const [p, q] = [a / n, b / n];
  return {
    low: p - q - Math.hypot(p - first.low, second.high - q),
    high: p - q + Math.hypot(first.high - p, q - second.low),
  };
};
