import { flow, pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, denoise } from "../control/mod.ts";
import { open } from "../program.ts";
import { commitBlock, finish, noise, posterior } from "../stages/mod.ts";
import { type BlockSamplerOptions, think } from "./think.ts";

/**
 * Ancestral sampling block by block: `steps` draws from the posterior, the last one at signal level 1.
 *
 * @see BlockGen (2606.02241), `BlockGenAncestralSampler`; Arriola et al. 2025, BD3-LM (2503.09573).
 */
export const blockAncestral = (options: BlockSamplerOptions) => {
  const { size, steps, temperature = 1, schedule, timeEps, policy = "full", pick = "draw", ...place } = options;
  const each = flow(think(temperature), posterior());
  const last = flow(think(temperature), finish({ pick }));
  const block = denoise(steps, { each, last, policy, clock: linspace(schedule, timeEps) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
