import { below, fold, hashName, sampleKey } from "../random/mod.ts";

/** A number measured, and the interval that a bootstrap gives for it. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How a bootstrap draws. */
export interface BootstrapOptions {
  /** What is measured; the mean unless said. */ readonly statistic?: (values: readonly number[]) => number;
  /** How often it is drawn again; 2000 unless said. */ readonly resamples?: number;
  /** The share of such intervals that should hold the truth, in (0, 1); 0.95 unless said. */ readonly level?: number;
  /** 0 unless said. Same seed, same interval. */ readonly seed?: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** The value below which a share of sorted values lies, interpolated linearly between neighbours. */
const quantile = (sorted: readonly number[], share: number): number => {
  const place = share * (sorted.length - 1);
  const [lower, upper] = [Math.floor(place), Math.ceil(place)];
  return sorted[lower]! + (place - lower) * (sorted[upper]! - sorted[lower]!);
};

/**
 * The percentile bootstrap: the statistic of `resamples` draws of as many values with replacement, between its `(1 - level) / 2`
 * and `(1 + level) / 2` quantiles.
 *
 * For the difference of two samplers on the same problems, give the differences of their values: the pairing is kept.
 *
 * Values that are all alike give an interval without width, also where that says nothing: of shares that are 0 or 1 see `wilson`.
 *
 * @param values Independent measurements, at least one. @returns NaN throughout for none.
 * @see Efron and Tibshirani 1993, An Introduction to the Bootstrap, section 13.3.
 *
 * @example Values that are all alike leave no doubt
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { bootstrap } from "blockgen/runtime";
 *
 * deepStrictEqual(bootstrap([1, 1, 1]), { value: 1, low: 1, high: 1 });
 * ```
 */
export const bootstrap = (values: readonly number[], options: BootstrapOptions = {}): Interval => {
  const { statistic = mean, resamples = 2000, level = 0.95, seed = 0 } = options;
  if (values.length === 0) { return { value: NaN, low: NaN, high: NaN }; }
  const key = fold(sampleKey(seed, 0), hashName("bootstrap"));
  const drawn = Array.from(
    { length: resamples },
    (_, again) => statistic(values.map((_, i) => values[below(values.length, key, i, again)]!)),
  ).sort((a, b) => a - b);
  return {
    value: statistic(values),
    low: quantile(drawn, (1 - level) / 2),
    high: quantile(drawn, (1 + level) / 2),
  };
};
