import { minimum } from "../expression/mod.ts";
import { mostRemask, remasking } from "./remasking.ts";
import { remdmDefaults, type RemdmOptions } from "./remdm_options.ts";

/**
 * ReMDM with a capped rate: visible tokens are masked again at the rate `min(eta, (1 - alphaS) / alphaT)`, `eta` 0.008 by default.
 *
 * NFE: `steps`. @see Wang et al. 2025, ReMDM (2503.00307), section 4.1.
 */
export const remdmCap = (options: RemdmOptions = {}) =>
  remasking(remdmDefaults(options), { remask: minimum(options.eta ?? 0.008, mostRemask) });
