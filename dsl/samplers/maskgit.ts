import { flow } from "fp-ts/lib/function.js";
import {
  add,
  cos,
  divide,
  drafted,
  floor,
  log,
  masked,
  maximum,
  minimum,
  multiply,
  step,
  subtract,
} from "../expression/mod.ts";
import { top } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guess } from "./guess.ts";
import { withGumbel } from "./gumbel.ts";
import { freeCount, maskCount } from "./quotas.ts";
import { unmaskInSteps, type UnmaskOptions } from "./unmask.ts";

/** Knobs of MaskGIT. */
export interface MaskgitOptions extends Omit<UnmaskOptions, "policy"> {
  /** Noise on the order at the first update, falling to 0; 4.5 by default. */ readonly pickTemperature?: number;
}

/**
 * MaskGIT: after update k of N, `cos(pi/2 (k+1)/N)` of the masks are left (at least one); the drafts of highest `ln p` plus falling Gumbel
 * noise are kept. NFE: `steps`, 12 by default, at temperature 1.
 *
 * @see Chang et al. 2022, MaskGIT (2202.04200), section 3.2 and `parallel_decode.py`.
 */
export const maskgit = (
  { steps = 12, temperature = 1, pickTemperature = 4.5, ...rest }: MaskgitOptions = {},
) => {
  const done = divide(add(step, 1), steps);
  const planned = floor(multiply(freeCount, cos(multiply(Math.PI / 2, done))));
  const left = maximum(1, minimum(subtract(maskCount, 1), planned));
  const noise = pickTemperature === 0 ? 0 : multiply(pickTemperature, subtract(1, done));
  const best = score(withGumbel(log(drafted.probability), noise));
  const each = flow(guess({ ...rest, temperature }), best, select(top(subtract(maskCount, left), masked)), write());
  return unmaskInSteps(each, { ...rest, steps, temperature });
};
