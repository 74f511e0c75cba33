import { flow } from "fp-ts/lib/function.js";
import { drafted, masked } from "../expression/mod.ts";
import { threshold as atLeast } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guessRaw } from "./guess.ts";
import { unmaskUntilFull, type UntilFullOptions } from "./unmask.ts";

/** Knobs of Fast-dLLM's parallel decoding. */
export interface FastDllmOptions extends Omit<UntilFullOptions, "topP"> {
  /** Drafts at least so likely are kept; 0.9 by default, above 1 the best alone is. */ readonly threshold?: number;
}

/**
 * Fast-dLLM: keeps every drafted token whose probability (untempered) reaches a threshold, and always the best one, until the block is full.
 *
 * NFE: from 1 to `size`, 32 by default, at temperature 0.
 *
 * @see Wu et al. 2025, Fast-dLLM (2505.22618), section 3.3.
 */
export const fastDllm = ({ size = 32, threshold = 0.9, ...rest }: FastDllmOptions = {}) => {
  const sure = atLeast(threshold, { minimum: 1, among: masked });
  const each = flow(guessRaw(rest.temperature), score(drafted.probability), select(sure), write());
  return unmaskUntilFull(each, { ...rest, size });
};
