import { flow } from "fp-ts/lib/function.js";
import { phase } from "../control/mod.ts";
import { alphaS, random } from "../expression/mod.ts";
import { from } from "../program.ts";
import { bernoulli } from "../selection.ts";
import { draft, finish, posterior, predict, score, select, shape, write } from "../stages/mod.ts";
import { inUpdates, type WholeOptions } from "./whole.ts";

/** How much of the posterior is kept, and in which part of the row. */
export interface PsiOptions extends WholeOptions {
  /** In [0, 1]: 1 is ancestral sampling, 0 draws a clean row and puts noise on it again; 0.99 by default. */
  readonly kappa?: number;
  /** Share of the updates before the corrector begins, 0.4 by default. */ readonly after?: number;
  /** Share of the updates at which it has ended, 0.9 by default. */ readonly before?: number;
}

/**
 * Psi-sampler, for both kinds of noise: each position is drawn from the posterior with probability `kappa`, and else from noise at `alphaS` on a
 * clean draft; in the middle of the updates, ancestral sampling before and behind.
 *
 * For masked tokens that is masking again at the rate `(1 - kappa) (1 - alphaS)`. Levels are equally spaced; the publication's grid that
 * stays at a level is `schedule: plateau({ level, on: 0.6, off: 0.1 })`. NFE: `steps`, 1024 by default; 0.99 was published for masked tokens, 0.95 for uniform noise.
 *
 * @see Deschenaux et al. 2026, Psi-samplers (2602.21185).
 */
export const psi = ({ kappa = 0.99, after = 0.4, before = 0.9, steps = 1024, ...options }: PsiOptions = {}) => {
  const { temperature = 1, topP = 1, pick = "draw" } = options;
  const think = flow(from.noisy, predict(), shape({ temperature, topP }));
  const plain = flow(think, posterior());
  const chosen = flow(think, draft(), score(random), select(bernoulli(1 - kappa)));
  const mixed = flow(chosen, posterior(), write({ level: alphaS }));
  const each = flow(from.noisy, phase([[after, plain], [before, mixed]], plain));
  return inUpdates(each, flow(think, finish({ pick })), { ...options, steps });
};
