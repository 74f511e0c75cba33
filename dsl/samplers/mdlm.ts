import { remasking } from "./remasking.ts";
import type { WholeOptions } from "./whole.ts";

/**
 * MDLM's ancestral sampler for masked tokens: an update unmasks each mask with probability `(alphaS - alphaT) / (1 - alphaT)`.
 *
 * NFE: `steps`, 128 by default; the last update ends the row, where MDLM makes `steps` of them and then one more.
 *
 * @see Sahoo et al. 2024, MDLM (2406.07524), section 3.2; Austin et al. 2021, D3PM (2107.03006).
 */
export const mdlm = ({ steps = 128, ...rest }: WholeOptions = {}) => remasking({ ...rest, steps }, { remask: 0 });
