import { flow } from "fp-ts/lib/function.js";
import {
  alphaS,
  alphaT,
  divide,
  log,
  masked,
  maximum,
  minimum,
  multiply,
  random,
  subtract,
} from "../expression/mod.ts";
import { bernoulli } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guess } from "./guess.ts";
import { unmaskInSteps, type UnmaskOptions } from "./unmask.ts";

/** `ln(alphaS / alphaT)`, the noise of the step, times the reverse rate `alphaT / (1 - alphaT)`. */
const jump = multiply(
  log(divide(alphaS, maximum(alphaT, 1e-9))),
  divide(alphaT, maximum(subtract(1, alphaT), 1e-9)),
);

/**
 * SEDD's Euler sampler for masked tokens: every mask is unmasked with probability `min(1, ln(alphaS / alphaT) alphaT / (1 - alphaT))`.
 *
 * That is less than the posterior's `(alphaS - alphaT) / (1 - alphaT)`: the last update fills what is left. NFE: `steps`, 128 by default.
 *
 * @see Lou et al. 2023, SEDD (2310.16834), section 4.2 and `sampling.py`, `euler`.
 */
export const seddEuler = ({ steps = 128, temperature = 1, ...rest }: UnmaskOptions = {}) => {
  const some = select(bernoulli(minimum(1, jump), { among: masked }));
  const each = flow(guess({ ...rest, temperature }), score(random), some, write());
  return unmaskInSteps(each, { ...rest, steps, temperature });
};
