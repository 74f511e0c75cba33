import { flow } from "fp-ts/lib/function.js";
import { drafted, masked } from "../expression/mod.ts";
import { threshold as atLeast } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guess } from "./guess.ts";
import { evenQuota } from "./quotas.ts";
import { unmaskUntilFull, type UntilFullOptions } from "./unmask.ts";

/** Knobs of LLaDA2's sampler. */
export interface Llada2Options extends UntilFullOptions {
  /** Most updates of a block; its size by default. */ readonly steps?: number;
  /** Drafts at least so likely are kept; 0.95 by default. */ readonly threshold?: number;
}

/**
 * LLaDA2: keeps every draft that reaches a threshold, or the best ones where fewer do than an even share of the block's masks.
 *
 * NFE: from 1 to `steps`; blocks of 32, temperature 0 by default.
 *
 * @see Bie et al. 2025, LLaDA2.0 (2512.15745).
 */
export const llada2 = ({ size = 32, steps = size, threshold = 0.95, ...rest }: Llada2Options = {}) => {
  const sure = atLeast(threshold, { minimum: evenQuota(steps), among: masked });
  const each = flow(guess(rest), score(drafted.probability), select(sure), write());
  return unmaskUntilFull(each, { ...rest, size, atMost: steps });
};
