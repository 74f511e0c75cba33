import { alphaS, divide, less, multiply, not, step, steps as updates, subtract, where } from "../expression/mod.ts";
import { remasking } from "./remasking.ts";
import type { WholeOptions } from "./whole.ts";

/** How much of the posterior is kept, and in which part of the row. */
export interface PsiOptions extends WholeOptions {
  /** In [0, 1]: 1 is ancestral sampling, 0 draws a clean row and puts noise on it again; 0.99 by default. */
  readonly kappa?: number;
  /** Share of the updates before the corrector begins, 0.4 by default. */ readonly after?: number;
  /** Share of the updates at which it has ended, 0.9 by default. */ readonly before?: number;
}

/**
 * Psi-sampler for masked tokens: `kappa` times the posterior and `1 - kappa` times noise on a clean draw, which is masking visible
 * tokens again at the rate `(1 - kappa) (1 - alphaS)`; in the middle of the updates, before and behind it ancestral sampling.
 *
 * Levels are equally spaced; the publication's plateau is a `schedule` that stays. NFE: `steps`, 1024 by default.
 *
 * @see Deschenaux et al. 2026, Psi-samplers (2602.21185).
 */
export const psi = ({ kappa = 0.99, after = 0.4, before = 0.9, steps = 1024, ...rest }: PsiOptions = {}) => {
  const done = divide(step, updates);
  const inside = multiply(not(less(done, after)), less(done, before));
  return remasking({ ...rest, steps }, { remask: where(inside, multiply(1 - kappa, subtract(1, alphaS)), 0) });
};
