import { blockAncestral } from "./block_ancestral.ts";
import type { BlockSamplerOptions } from "./think.ts";

/**
 * Ancestral sampling of the full sequence, pure diffusion: the whole row is one block.
 *
 * @param options.policy `perToken` is the paper's `proportional` for full sequences: `round(steps * free tokens)` updates.
 * @see Sahoo et al. 2024, MDLM (2406.07524); Sahoo et al. 2025, Duo (2506.10892); BlockGen (2606.02241), `AncestralSampler`.
 */
export const ancestral = (options: Omit<BlockSamplerOptions, "size">) =>
  blockAncestral({ ...options, size: "sequence" });
