import { multiply } from "../expression/mod.ts";
import { mostRemask, remasking } from "./remasking.ts";
import { remdmDefaults, type RemdmOptions } from "./remdm_options.ts";

/**
 * ReMDM with a rescaled rate: `eta` times the largest rate that there is, `eta` 0.015 by default.
 *
 * NFE: `steps`. @see Wang et al. 2025, ReMDM (2503.00307), section 4.1.
 */
export const remdmRescale = (options: RemdmOptions = {}) =>
  remasking(remdmDefaults(options), { remask: multiply(options.eta ?? 0.015, mostRemask) });
