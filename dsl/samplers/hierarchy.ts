import { flow } from "fp-ts/lib/function.js";
import { drafted, masked } from "../expression/mod.ts";
import { anyOf, runMax, threshold as atLeast, top } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guessRaw } from "./guess.ts";
import { unmaskUntilFull, type UntilFullOptions } from "./unmask.ts";

/** Knobs of hierarchical decoding. */
export interface HierarchyOptions extends Omit<UntilFullOptions, "topP"> {
  /** Drafts at least so likely are kept; 0.9 by default. */ readonly threshold?: number;
  /** The best draft of a run of masks is kept if it is likelier than this; 0.4 by default. */ readonly low?: number;
}

/**
 * Hierarchical decoding: keeps the best draft of every run of masks, so that new tokens stand apart, besides the sure ones and the best of all,
 * until the block is full.
 *
 * NFE: from 1 to `size`, 32 by default, at temperature 0.
 *
 * @see dInfer (2510.08666), hierarchical decoding.
 */
export const hierarchy = ({ size = 32, threshold = 0.9, low = 0.4, ...rest }: HierarchyOptions = {}) => {
  const apart = anyOf(runMax(low, { among: masked }), atLeast(threshold, { among: masked }), top(1, masked));
  const each = flow(guessRaw(rest.temperature), score(drafted.probability), select(apart), write());
  return unmaskUntilFull(each, { ...rest, size });
};
