import type { TrainError } from "./errors.ts";
import type { StateTensors } from "./state.ts";

const ROLES = ["parameters", "first", "second", "ema"] as const satisfies readonly (keyof StateTensors)[];

/**
 * The first of some numbers that is not finite, as what a run ends in, or null: one such number spreads to all parameters, and a log or
 * a state that holds it cannot be read.
 *
 * @param step Updates that were made.
 */
export const notFinite = (step: number, numbers: Readonly<Record<string, number>>): TrainError | null => {
  const odd = Object.entries(numbers).find(([, value]) => !Number.isFinite(value));
  return odd === undefined ? null : { _tag: "Diverged", step, what: odd[0], found: odd[1] };
};

/** The same of a state. */
export const notFiniteState = (step: number, state: StateTensors): TrainError | null => {
  for (const role of ROLES) {
    for (const { name, values } of state[role]) {
      const found = values.find((value) => !Number.isFinite(value));
      if (found !== undefined) { return { _tag: "Diverged", step, what: `${role}/${name}`, found }; }
    }
  }
  return null;
};
