import { flow } from "fp-ts/lib/function.js";
import { from } from "../program.ts";
import { finish, guide, posterior, predict, shape } from "../stages/mod.ts";
import { inUpdates, type WholeOptions } from "./whole.ts";

/** Knobs of guided ancestral sampling. */
export interface ClassifierFreeOptions extends WholeOptions {
  /** 0 changes nothing, larger follows the condition more; 1 by default. */ readonly scale?: number;
}

/**
 * Ancestral sampling with classifier-free guidance of each prediction: `ln p_u + (scale + 1) (ln p - ln p_u)`, normalised.
 *
 * NFE: two an update, 128 updates by default. The publication guides posteriors of uniform noise; this guides predictions.
 *
 * @see Schiff et al. 2024 (2412.10193), section 3.2; LLaDA (2502.09992), `generate.py`, `cfg_scale`.
 */
export const classifierFree = (options: ClassifierFreeOptions = {}) => {
  const { steps = 128, scale = 1, ...rest } = options;
  const { temperature = 1, topP = 1, pick = "draw" } = rest;
  const think = flow(from.noisy, predict(), guide(scale), shape({ temperature, topP }));
  return inUpdates(flow(think, posterior()), flow(think, finish({ pick })), { ...rest, steps });
};
