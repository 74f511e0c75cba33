import { flow } from "fp-ts/lib/function.js";
import {
  add,
  divide,
  drafted,
  floor,
  log,
  masked,
  multiply,
  negate,
  step,
  subtract,
  where,
} from "../expression/mod.ts";
import { top } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guess } from "./guess.ts";
import { freeCount } from "./quotas.ts";
import { unmaskInSteps, type UnmaskOptions } from "./unmask.ts";

/** Knobs of P2. */
export interface P2Options extends Omit<UnmaskOptions, "policy"> {
  /** How readily visible tokens are masked again, 0 or more: 0 never, 1 (the default) like masks, more than 1 sooner. */
  readonly eta?: number;
}

/**
 * P2, path planning by the model itself: after update k of N, the `floor(F (1 - (k+1)/N))` of `F` free positions that are least sure are
 * masked, visible ones too; the other masks take their draft, other visible tokens stay.
 *
 * How sure: `ln p` of the drafted token, at visible positions times `eta`; so it needs predictions there. Temperature 1 by default.
 * NFE: `steps`, 128 by default.
 *
 * @see Peng et al. 2025, P2 (2502.03540), algorithm 1, self-planning.
 */
export const p2 = ({ steps = 128, eta = 1, temperature = 1, ...rest }: P2Options = {}) => {
  const doubt = negate(log(drafted.probability));
  const masks = floor(multiply(freeCount, subtract(1, divide(add(step, 1), steps))));
  const each = flow(
    guess({ ...rest, temperature }, { visible: "raw" }),
    score(where(masked, doubt, multiply(eta, doubt))),
    select(top(masks)),
    write({ level: 0, rest: masked }),
  );
  return unmaskInSteps(each, { ...rest, steps, temperature });
};
