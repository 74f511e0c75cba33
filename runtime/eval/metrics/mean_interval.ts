import { errorsWithin95 } from "./student.ts";

/** A mean, and how far the truth may be from it. */
export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95 % interval; 0 for one value, of which nothing is known. */ readonly half: number;
}

/**
 * The mean of independent values with its 95 % interval by the central limit theorem: `mean ± q s / sqrt(n)`, `s^2` being
 * the unbiased variance and `q` 1.96, or below 30 values Student's quantile: these must then be about normal.
 *
 * @see Wasserman 2004, All of Statistics, section 6.3.2; `errorsWithin95`.
 */
export const meanInterval = (values: readonly number[]): Estimate => {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, half: n < 2 ? 0 : errorsWithin95(n) * Math.sqrt(squares / (n - 1) / n) };
};

/**
 * `sum a / sum b` over independent pairs with its 95 % interval by the delta method: half of it is `q s / (mean b sqrt(n))`, `s^2`
 * being the unbiased variance of `a - ratio b` and `q` as in `meanInterval`. Pairs count by their `b`; with equal ones it is
 * `meanInterval` of the quotients.
 *
 * @param pairs `[a, b]`, the sum of all `b` above 0; with few of them the ratio itself is a little off.
 * @see Cochran 1977, Sampling Techniques, section 2.11.
 */
export const ratioInterval = (pairs: readonly (readonly [number, number])[]): Estimate => {
  const total = (of: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[of], 0);
  const ratio = total(0) / total(1);
  const { half } = meanInterval(pairs.map(([a, b]) => a - ratio * b));
  return { mean: ratio, half: half * pairs.length / total(1) };
};
