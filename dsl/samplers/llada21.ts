import { flow, pipe } from "fp-ts/lib/function.js";
import { blocks, until } from "../control/mod.ts";
import { drafted, equal, largest, less, masked, memory, multiply, not } from "../expression/mod.ts";
import { open } from "../program.ts";
import { anyOf, threshold as atLeast } from "../selection.ts";
import { commitBlock, finish, noise, remember, score, select, write } from "../stages/mod.ts";
import { guess } from "./guess.ts";
import { maskCount } from "./quotas.ts";
import type { UntilFullOptions } from "./unmask.ts";

/** Knobs of LLaDA2.1's sampler. */
export interface Llada21Options extends UntilFullOptions {
  /** Drafts of masks at least so likely are kept; 0.95 by default. */ readonly threshold?: number;
  /** Visible tokens are rewritten by drafts at least so likely; 0.9 by default, above 1 never. */ readonly edit?:
    number;
  /** Most passes of rewriting once no mask is left; 16 by default. */ readonly passes?: number;
}

/**
 * LLaDA2.1: unmasks what is sure (at least one token) and rewrites visible tokens where the model has come to prefer another, until no mask
 * is left and a pass changes nothing. It needs predictions of visible positions.
 *
 * NFE: from 2 to `size + passes`; blocks of 32, temperature 0 by default.
 *
 * @see LLaDA2.1 (2602.08676).
 */
export const llada21 = (options: Llada21Options = {}) => {
  const { size = 32, threshold = 0.95, edit = 0.9, passes = 16, temperature = 0, topP = 1, ...place } = options;
  const sure = atLeast(threshold, { minimum: 1, among: masked });
  const edits = atLeast(edit, { among: multiply(not(masked), drafted.changed) });
  const pass = flow(
    flow(guess({ temperature, topP }, { visible: "raw" }), score(drafted.probability), select(anyOf(sure, edits))),
    remember("edited", multiply(multiply(not(masked), drafted.changed), not(less(drafted.probability, edit)))),
    write(),
  );
  const full = until(equal(maskCount, 0), { atMost: size }, pass);
  const settled = until(equal(largest(memory("edited")), 0), { atMost: passes }, pass);
  return blocks(size, pipe(open, noise(), full, settled, finish({ pick: "keep" }), commitBlock()), place);
};
