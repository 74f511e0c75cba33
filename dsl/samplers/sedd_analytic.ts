import { remasking } from "./remasking.ts";
import type { WholeOptions } from "./whole.ts";

/**
 * SEDD's analytic sampler for masked tokens. A prediction `p` of a mask gives the score `p(v) alphaT / (1 - alphaT)`, and the analytic update
 * with it is the posterior of absorbing noise: ancestral sampling without a nucleus.
 *
 * NFE: `steps`, 128 by default.
 *
 * @see Lou et al. 2023, SEDD (2310.16834), theorem 4.2 and `sampling.py`, `analytic`.
 */
export const seddAnalytic = ({ steps = 128, ...rest }: Omit<WholeOptions, "topP"> = {}) =>
  remasking({ ...rest, steps }, { remask: 0 });
