import type { Abilities } from "../../dsl/mod.ts";

/** A model that can do everything on masked tokens. */
export const able: Abilities = {
  process: "absorbing",
  vocabulary: 10,
  prediction: "full",
  arVerify: true,
  rawAtVisible: true,
  unconditional: true,
  selfConditioning: true,
  blockSizes: "any",
  maximumLength: 1024,
  eos: 9,
};

/** A model that can only predict, on uniform noise. */
export const plain: Abilities = {
  process: "uniform",
  vocabulary: 10,
  prediction: "loo",
  arVerify: false,
  rawAtVisible: false,
  unconditional: false,
  selfConditioning: false,
  blockSizes: [1, 4, 16],
  maximumLength: 64,
};
