/** How a random table is drawn. */
export interface RandomTableOptions {
  /** Share of sequences that cannot occur, 0 to 1 (default 0; at least one sequence stays). */ readonly zeros?: number;
  /** Exponent on the weights: 0 is uniform, 1 uniform over all tables (default), more is more uneven. */
  readonly sharpness?: number;
}

/**
 * A table over all `V^L` sequences from a seed, for `tableOracle`: `p ∝ w^sharpness`, `w` exponentially distributed.
 *
 * @example One seed, one table
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { randomTable } from "blockgen/runtime";
 *
 * deepStrictEqual(randomTable(1, 3, 4), randomTable(1, 3, 4));
 * ```
 */
export function randomTable(
  seed: number,
  vocabulary: number,
  length: number,
  options: RandomTableOptions = {},
): Float64Array {
  const { zeros = 0, sharpness = 1 } = options;
  const uniform = splitMix32(seed);
  const table = Float64Array.from({ length: vocabulary ** length }, (_, k) => {
    const weight = (-Math.log(1 - uniform())) ** sharpness;
    // One more draw for every sequence, so that `zeros` changes no other weight.
    return uniform() < zeros && k > 0 ? 0 : weight;
  });
  const total = table.reduce((sum, p) => sum + p, 0);
  return table.map((p) => p / total);
}

/** Uniform numbers in [0, 1), multiples of 2^-32. Source: Steele, Lea and Flood 2014, SplitMix, its 32-bit variant. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}
