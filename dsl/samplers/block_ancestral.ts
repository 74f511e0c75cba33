import { flow } from "fp-ts/lib/function.js";
import { finish, posterior } from "../stages/mod.ts";
import { type BlockSamplerOptions, think } from "./think.ts";
import { inUpdates } from "./whole.ts";

/**
 * Ancestral sampling block by block: `steps` draws from the posterior, the last one at signal level 1.
 *
 * @see BlockGen (2606.02241), `BlockGenAncestralSampler`; Arriola et al. 2025, BD3-LM (2503.09573).
 */
export const blockAncestral = (options: BlockSamplerOptions) => {
  const { temperature = 1, pick = "draw" } = options;
  const predicted = think(temperature);
  return inUpdates(flow(predicted, posterior()), flow(predicted, finish({ pick })), options);
};
