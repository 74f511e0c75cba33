import { divide, exp, frozen, masked, maximum, memory, multiply, negate, not, sum } from "../expression/mod.ts";
import { mostRemask, remasking } from "./remasking.ts";
import { remdmDefaults, type RemdmOptions } from "./remdm_options.ts";

const visible = multiply(not(masked), not(frozen));
const doubt = exp(negate(memory("reveal")));

/**
 * ReMDM by confidence: the largest rate is shared out among the visible tokens by `softmax(-p_i)`, `p_i` being the probability of
 * the token when it was unmasked.
 *
 * NFE: `steps`. @see Wang et al. 2025, ReMDM (2503.00307), section 4.1.
 */
export const remdmConf = (options: Omit<RemdmOptions, "eta"> = {}) => {
  const share = divide(multiply(visible, doubt), maximum(sum(doubt, visible), 1e-9));
  return remasking(remdmDefaults(options), { remask: multiply(share, mostRemask), reveal: "reveal" });
};
