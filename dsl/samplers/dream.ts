import { flow } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { dist, drafted, masked, negate } from "../expression/mod.ts";
import { logLinear } from "../schedules/log_linear.ts";
import { top } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guess } from "./guess.ts";
import { withGumbel } from "./gumbel.ts";
import { expectedQuota } from "./quotas.ts";
import { unmaskInSteps, type UnmaskOptions } from "./unmask.ts";

/** Which masks go first: probability of the draft, gap of the two best, or least entropy. */
const orders = { confidence: drafted.probability, margin: dist.margin, entropy: negate(dist.entropy) } as const;

/** Knobs of Dream's sampler. */
export interface DreamOptions extends UnmaskOptions {
  /** Which masks go first; `confidence` by default. */ readonly order?: "confidence" | "margin" | "entropy";
  /** Draws the positions from `softmax(score / pickTemperature)`; 0, the default, takes the best. */
  readonly pickTemperature?: number;
}

/**
 * Dream: unmasks the best `floor(M (1 - s/t))` of `M` masks, scored on the tempered and cut prediction; times `t`, `s` from 1 to 1e-3.
 *
 * The signal is `1 - t`, so that `1 - s/t` is the rate of ancestral sampling. NFE: `steps`, 512 by default.
 *
 * @see Ye et al. 2025, Dream (2508.15487), `alg` `maskgit_plus`, `topk_margin`, `entropy`; Kim et al. 2025 (2502.06768) for the margin.
 */
export const dream = ({ steps = 512, order = "confidence", pickTemperature = 0, ...rest }: DreamOptions = {}) => {
  const best = score(withGumbel(orders[order], pickTemperature));
  const each = flow(guess(rest), best, select(top(expectedQuota, masked)), write());
  return unmaskInSteps(each, { ...rest, steps, clock: linspace(logLinear(0), 1e-3) });
};
