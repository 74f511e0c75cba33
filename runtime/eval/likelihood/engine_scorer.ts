import type { Abilities } from "../../../dsl/mod.ts";
import { training } from "../../blockdit/calls.ts";
import type { NetworkConfig } from "../../blockdit/config.ts";
import type { Engine } from "../../blockdit/engine.ts";
import { logProbabilities } from "./log_probabilities.ts";
import type { Scorer } from "./scorer.ts";

/**
 * A network on any engine as a scorer: whole noisy rows beside their clean ones, as in training.
 *
 * Noise levels are not told (`sigma` 0): the paper's networks are not conditioned on time. The engine stays the caller's.
 *
 * @param abilities Of the checkpoint: its process, and how many columns are real tokens.
 */
export const engineScorer = (
  engine: Engine,
  { causalContext, vocabulary: width }: NetworkConfig,
  { process, vocabulary }: Pick<Abilities, "process" | "vocabulary">,
): Scorer => ({
  process,
  vocabulary,
  score: async ({ x0, xt, length, blockSize }) => {
    const rows = Array.from({ length: x0.length / length }, (_, row) => ({
      row,
      context: x0.subarray(row * length, (row + 1) * length),
      noisy: xt.subarray(row * length, (row + 1) * length),
      sigma: 0,
    }));
    const cache = engine.open(rows.length, length);
    try {
      const feed = training(rows, blockSize, causalContext ? "causal" : blockSize);
      return logProbabilities(await cache.forward(feed, false), width, vocabulary);
    } finally {
      cache.close();
    }
  },
});
