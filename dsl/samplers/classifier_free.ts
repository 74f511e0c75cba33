import { flow, pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, denoise } from "../control/mod.ts";
import { from, open } from "../program.ts";
import { commitBlock, finish, guide, noise, posterior, predict, shape } from "../stages/mod.ts";
import type { WholeOptions } from "./whole.ts";

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
  const { size = "sequence", steps = 128, scale = 1, temperature = 1, topP = 1, ...rest } = options;
  const { schedule, timeEps, policy = "full", pick = "draw", ...place } = rest;
  const think = flow(from.noisy, predict(), guide(scale), shape({ temperature, topP }));
  const each = flow(think, posterior());
  const last = flow(think, finish({ pick }));
  const block = denoise(steps, { each, last, policy, clock: linspace(schedule, timeEps) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
