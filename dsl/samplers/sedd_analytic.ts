import { ancestral } from "./ancestral.ts";
import type { BlockSamplerOptions } from "./think.ts";

/**
 * SEDD's analytic sampler for masked tokens. A prediction `p` of a mask gives the score `p(v) alphaT / (1 - alphaT)`, and the analytic update
 * with it is the posterior of absorbing noise: ancestral sampling.
 *
 * NFE: `steps`, 128 by default.
 *
 * @see Lou et al. 2023, SEDD (2310.16834), theorem 4.2 and `sampling.py`, `analytic`.
 */
export const seddAnalytic = ({ steps = 128, ...rest }: Partial<Omit<BlockSamplerOptions, "size">> = {}) =>
  ancestral({ ...rest, steps });
