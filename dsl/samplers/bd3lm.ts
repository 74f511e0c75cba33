import { firstHittingBlocks } from "./first_hitting_blocks.ts";

/**
 * BD3-LM: block by block, in each the first-hitting sampler, which asks the model once a token.
 *
 * Blocks of 16 and a nucleus of 0.9 by default. NFE: one a free position.
 *
 * @see Arriola et al. 2025, BD3-LM (2503.09573), `diffusion.py`.
 */
export const bd3lm = ({ size = 16, ...rest }: Parameters<typeof firstHittingBlocks>[0] = {}) =>
  firstHittingBlocks({ ...rest, size });
