import { flow } from "fp-ts/lib/function.js";
import { alphaS, alphaT, divide, type Expression, maximum, minimum, type Per, subtract } from "../expression/mod.ts";
import { from } from "../program.ts";
import { finish, posterior, predict, shape } from "../stages/mod.ts";
import { inUpdates, type WholeOptions } from "./whole.ts";

/** The largest rate at which visible tokens can be masked again: `min(1, (1 - alphaS) / alphaT)`. Below 1 it unmasks every mask. */
export const mostRemask: Expression = minimum(1, divide(subtract(1, alphaS), maximum(alphaT, 1e-9)));

/** How often visible tokens are masked again. */
interface Remask {
  /** Probability, in [0, `mostRemask`]. */ readonly remask: number | Expression<never, Per>;
  /** A memory that keeps the probability of each token when it is unmasked. */ readonly reveal?: string;
}

/**
 * The family of samplers for masked tokens that one kernel makes: each update unmasks at the rate
 * `(alphaS - (1 - remask) alphaT) / (1 - alphaT)` and masks visible tokens again at the rate `remask`, so that a share
 * `alphaS` is visible after it whatever the rate. The nucleus drops the token that crosses it. NFE: one an update.
 *
 * @see Wang et al. 2025, ReMDM (2503.00307), theorem 3.1.
 */
export const remasking = <const R extends Remask>(options: WholeOptions & { readonly steps: number }, rate: R) => {
  const { temperature = 1, topP = 1, pick = "draw" } = options;
  const think = flow(from.noisy, predict(), shape({ temperature, topP, crossing: "drop" }));
  return inUpdates(flow(think, posterior(rate)), flow(think, finish({ pick })), options);
};
