import type { NetworkConfig } from "../../runtime/blockdit/mod.ts";
import { randomNetwork } from "../support/random_network.ts";

/** The network that benches compute. */
export const config: NetworkConfig = {
  hidden: 128,
  heads: 4,
  blocks: 4,
  conditioning: 128,
  length: 256,
  vocabulary: 512,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};

/** Positions of a block. */
export const BLOCK = 16;

/** Random weights. */
export const weights = randomNetwork(config, 1);
