import { add, alphaS, alphaT, less, minimum, where } from "../expression/mod.ts";
import { plateau, type PlateauOptions } from "../schedules/plateau.ts";
import { mostRemask, remasking } from "./remasking.ts";
import { remdmDefaults, type RemdmOptions } from "./remdm_options.ts";

/** Where the loop of ReMDM begins and ends, in time, and at which signal level it stays. */
export type LoopOptions = Omit<RemdmOptions, "schedule"> & PlateauOptions;

/**
 * ReMDM in a loop: rises to a signal level (0.9, at time 0.55), stays there until time 0.05 and masks again at the rate `eta` (0.02 by
 * default), then rises to the end.
 *
 * NFE: `steps`. @see Wang et al. 2025, ReMDM (2503.00307), section 4.2.
 */
export const remdmLoop = ({ on = 0.55, off = 0.05, level = 0.9, ...options }: LoopOptions = {}) => {
  const stays = less(alphaS, add(alphaT, 1e-6));
  return remasking({ ...remdmDefaults(options), schedule: plateau({ level, on, off }) }, {
    remask: where(stays, minimum(options.eta ?? 0.02, mostRemask), 0),
  });
};
