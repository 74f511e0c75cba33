/** What a stage can ask of a model, beyond predicting. */
export type Ability =
  | "arVerify"
  | "rawAtVisible"
  | "unconditional"
  | "selfConditioning"
  | "absorbing"
  | "uniform";

/** The noise process a model was trained on: tokens turn into a mask, or into a uniformly drawn token. */
export type Process = "absorbing" | "uniform";

/**
 * What a prediction means: `full` is `p(x0_i | x_t)`, `loo` (leave-one-out) is `p(x0_i | x_t without position i)`.
 * For absorbing noise both agree at masked positions. The training loss decides; published checkpoints are `unknown`.
 */
export type Prediction = "full" | "loo" | "unknown";

/** What a model says of itself, as data: everything `check` needs, and nothing that runs. */
export interface Abilities {
  /** The process it was trained on. */ readonly process: Process;
  /** Number of real tokens; an absorbing model's mask is one more, with this number as its id. */ readonly vocabulary:
    number;
  /** What its predictions mean. */ readonly prediction: Prediction;
  /** Can it score a clean block left to right (`verify`)? */ readonly arVerify: boolean;
  /** Does it predict visible positions too, or only masked ones? */ readonly rawAtVisible: boolean;
  /** Can it predict without its condition (classifier-free guidance)? */ readonly unconditional: boolean;
  /** Does it read its previous prediction? */ readonly selfConditioning: boolean;
  /** Block sizes it serves; `any` when the network does not care. */ readonly blockSizes: "any" | readonly number[];
  /** Longest sequence, prompt included, in tokens. */ readonly maximumLength: number;
  /** The token that ends a text, if it has one. */ readonly eos?: number;
  /** The token written behind `eos`, if it has one. */ readonly pad?: number;
}

/** The ability names that a description has. */
export const abilityNames = (model: Abilities): readonly Ability[] => [
  model.process,
  ...(model.arVerify ? ["arVerify" as const] : []),
  ...(model.rawAtVisible ? ["rawAtVisible" as const] : []),
  ...(model.unconditional ? ["unconditional" as const] : []),
  ...(model.selfConditioning ? ["selfConditioning" as const] : []),
];
