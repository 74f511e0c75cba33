import type { NetworkConfig } from "../blockdit/config.ts";
import type { TrainConfig } from "./config.ts";

/** Rows of the embedding are a multiple of this, so that kernels have no ragged ends. */
const ALIGNED = 64;

/**
 * The network of a run: as published, but with a squared ReLU, causal context and no noise level, which the paper's networks are not
 * told either.
 *
 * The embedding has a row for the mask in both processes, and is filled up to a round number: rows that are no tokens are banned
 * from predictions by the loss, and no sampler reads them.
 */
export const networkOf = ({ width, heads, layers, length }: TrainConfig, vocabulary: number): NetworkConfig => ({
  hidden: width,
  heads,
  blocks: layers,
  conditioning: 1,
  length,
  vocabulary: ALIGNED * Math.ceil((vocabulary + 1) / ALIGNED),
  adaLN: false,
  causalContext: true,
  activation: "relu2",
});
