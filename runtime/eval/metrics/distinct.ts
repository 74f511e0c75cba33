import { ngramCounts } from "./counts.ts";

/**
 * Distinct-n of one text: different n-grams over all its n-grams, in (0, 1]; 1 where there are fewer than n tokens, as nothing
 * is repeated.
 *
 * @param n A whole number from 1.
 * @see Li et al. 2016, A Diversity-Promoting Objective Function for Neural Conversation Models (1510.03055), section 4.
 */
export const distinct = (tokens: ArrayLike<number>, n: number): number => {
  const all = tokens.length - n + 1;
  return all < 1 ? 1 : ngramCounts(tokens, n).size / all;
};
