import { flow } from "fp-ts/lib/function.js";
import { drafted, masked, random } from "../expression/mod.ts";
import { top } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guessRaw } from "./guess.ts";
import { evenQuota } from "./quotas.ts";
import { unmaskInSteps, type UnmaskOptions } from "./unmask.ts";

/** Knobs of LLaDA's sampler. */
export interface LladaOptions extends Omit<UnmaskOptions, "topP" | "policy"> {
  /** Which masks go first: those whose drafted token is the likeliest (the default), or any. */
  readonly order?: "confidence" | "random";
}

/**
 * LLaDA: drafts every mask, keeps the drafts that the model itself finds likeliest (untempered), an even share of the block's masks an update.
 *
 * Called "low-confidence remasking", it never masks a visible token again. NFE: `steps`, 128 by default, at temperature 0.
 *
 * @see Nie et al. 2025, LLaDA (2502.09992), algorithm 5 and `generate.py`.
 */
export const llada = ({ steps = 128, order = "confidence", ...rest }: LladaOptions = {}) => {
  const pick = select(top(evenQuota(steps), masked));
  const guessed = guessRaw(rest.temperature);
  const each = order === "random"
    ? flow(guessed, score(random), pick, write())
    : flow(guessed, score(drafted.probability), pick, write());
  return unmaskInSteps(each, { ...rest, steps });
};
