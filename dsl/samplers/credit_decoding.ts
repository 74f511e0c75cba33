import { flow } from "fp-ts/lib/function.js";
import { fragment } from "../control/mod.ts";
import { dist, drafted, masked, multiply, power } from "../expression/mod.ts";
import { from } from "../program.ts";
import { threshold as atLeast } from "../selection.ts";
import { credit, predict, score, select, write } from "../stages/mod.ts";
import { draftRaw } from "./guess.ts";
import { unmaskUntilFull, type UntilFullOptions } from "./unmask.ts";

/** Knobs of credit decoding. */
export interface CreditDecodingOptions extends Omit<UntilFullOptions, "topP"> {
  /** Drafts at least so likely, credit counted, are kept; 0.9 by default. */ readonly threshold?: number;
  /** How much credit counts; 0.7 by default, 0 is Fast-dLLM. */ readonly weight?: number;
  /** What is left of it an update later; 0.8 by default. */ readonly decay?: number;
  /** Credit of an update is the largest probability to this power; 0.2 by default. */ readonly gamma?: number;
}

/**
 * Credit decoding: tokens that stay the most probable ones of a mask collect credit, which raises them, `ln p + weight ln(1 + C)`; then as Fast-dLLM.
 *
 * NFE: from 1 to `size`, 32 by default, at temperature 0.
 *
 * @see dInfer (2510.08666), credit decoding.
 */
export const creditDecoding = (options: CreditDecodingOptions = {}) => {
  const { size = 32, threshold = 0.9, weight = 0.7, decay = 0.8, gamma = 0.2, ...rest } = options;
  const gain = multiply(masked, power(dist.confidence, gamma));
  const think = flow(from.noisy, predict(), credit({ decay, gain, weight }), fragment(draftRaw(rest.temperature)));
  const sure = atLeast(threshold, { minimum: 1, among: masked });
  const each = flow(think, score(drafted.probability), select(sure), write());
  return unmaskUntilFull(each, { ...rest, size });
};
