import {
  add,
  alphaS,
  alphaT,
  divide,
  type Expression,
  floor,
  frozen,
  less,
  masked,
  maximum,
  multiply,
  not,
  step,
  subtract,
  sum,
} from "../expression/mod.ts";

/** Masks at the beginning of a block: its free positions. */
export const freeCount: Expression = sum(not(frozen));

/** Masks now. */
export const maskCount: Expression = sum(masked);

/**
 * How many masks step k of `n` unmasks when the block's masks are split evenly; the first steps take one more where it does not work out.
 *
 * @see LLaDA (2502.09992), `get_num_transfer_tokens`.
 */
export const evenQuota = (n: number | Expression): Expression => {
  const base = floor(divide(freeCount, n));
  return add(base, less(step, subtract(freeCount, multiply(n, base))));
};

/**
 * The share of the masks that ancestral sampling unmasks on average, cut to a whole number: `floor(M (alphaS - alphaT) / (1 - alphaT))`.
 *
 * With `alpha = 1 - t` this is `floor(M (1 - s/t))`. @see Dream (2508.15487).
 */
export const expectedQuota: Expression = floor(
  multiply(maskCount, divide(subtract(alphaS, alphaT), maximum(subtract(1, alphaT), 1e-9))),
);
