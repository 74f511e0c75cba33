import type { Abilities } from "../../dsl/mod.ts";
import type { NetworkConfig } from "../../runtime/blockdit/mod.ts";

/** A network that every engine computes in milliseconds: 8 tokens and their mask. */
export const smallNetwork: NetworkConfig = {
  hidden: 16,
  heads: 2,
  blocks: 2,
  conditioning: 4,
  length: 24,
  vocabulary: 9,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};

/** What a masked checkpoint of it can do. */
export const smallAbilities: Abilities = {
  process: "absorbing",
  prediction: "full",
  vocabulary: 8,
  arVerify: true,
  rawAtVisible: false,
  unconditional: false,
  selfConditioning: false,
  blockSizes: "any",
  maximumLength: 24,
};
