import {
  add,
  alphaS,
  alphaT,
  divide,
  type Expression,
  less,
  minimum,
  multiply,
  subtract,
  t,
  where,
} from "../expression/mod.ts";
import { mostRemask, remasking } from "./remasking.ts";
import { remdmDefaults, type RemdmOptions } from "./remdm_options.ts";

/** Where the loop of ReMDM begins and ends, in time, and at which signal level it stays. */
export interface LoopOptions extends Omit<RemdmOptions, "schedule"> {
  /** Begin, 0.55 by default. */ readonly on?: number;
  /** End, below `on`; 0.05 by default. */ readonly off?: number;
  /** Signal level in between, 0.9 by default. */ readonly level?: number;
}

const loopSchedule = (on: number, off: number, level: number): Expression => {
  const up = divide(multiply(subtract(1, t), level), 1 - on);
  const end = subtract(1, divide(multiply(t, 1 - level), off));
  return where(less(on, t), up, where(less(off, t), level, end));
};

/**
 * ReMDM in a loop: rises to a signal level, stays there and masks again at the rate `eta` (0.02 by default), then rises to the end.
 *
 * NFE: `steps`. @see Wang et al. 2025, ReMDM (2503.00307), section 4.2.
 */
export const remdmLoop = ({ on = 0.55, off = 0.05, level = 0.9, ...options }: LoopOptions = {}) => {
  const stays = less(alphaS, add(alphaT, 1e-6));
  return remasking({ ...remdmDefaults(options), schedule: loopSchedule(on, off, level) }, {
    remask: where(stays, minimum(options.eta ?? 0.02, mostRemask), 0),
  });
};
