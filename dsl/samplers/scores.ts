import { ar, dist, divergence, negate, random } from "../expression/mod.ts";

/**
 * The scores of the paper's corrector by short names; the highest are re-noised first.
 *
 * `nll`, `gap`, `entropy` are of the AR prediction; `kl` is `KL(ar || dist)`, `reverse-kl` the other way round, `tv` the total
 * variation; `dist-*` need no verification. Source: BlockGen (2606.02241), ARPC.
 */
export const scores = {
  nll: ar.nll,
  gap: ar.gap,
  entropy: ar.entropy,
  kl: divergence.kl,
  "reverse-kl": divergence.reverseKl,
  tv: divergence.tv,
  "dist-entropy": dist.entropy,
  "dist-confidence": negate(dist.confidence),
  "dist-margin": negate(dist.margin),
  random,
} as const;

/** The name of a score. */
export type ScoreName = keyof typeof scores;

/** All of them, in the order of the table. */
export const scoreNames = Object.keys(scores) as readonly ScoreName[];
