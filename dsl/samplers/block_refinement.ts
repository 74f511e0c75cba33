import { flow, pipe } from "fp-ts/lib/function.js";
import { blocks, until } from "../control/mod.ts";
import {
  add,
  blockSize,
  ceiling,
  divide,
  drafted,
  less,
  maximum,
  memory,
  multiply,
  negate,
  not,
  picked,
  step,
  subtract,
  sum,
} from "../expression/mod.ts";
import { open } from "../program.ts";
import { threshold as atLeast, top } from "../selection.ts";
import { commitBlock, finish, noise, remember, score, select, write } from "../stages/mod.ts";
import { guessRaw } from "./guess.ts";
import { freeCount } from "./quotas.ts";
import type { UntilFullOptions } from "./unmask.ts";

/** Knobs of block refinement. */
export interface BlockRefinementOptions extends Omit<UntilFullOptions, "topP"> {
  /** Most updates of a block; 32 by default. */ readonly steps?: number;
  /** Drafts at least so likely are kept; 0.95 by default. */ readonly threshold?: number;
}

const kept = memory("kept");

/**
 * Block refinement for uniform noise: after update k of N at least `ceil((k+1) F/N)` of `F` free positions are kept for good, the likeliest
 * drafts first, and every draft that reaches a threshold; all other positions are drawn from the prior again.
 *
 * NFE: from 1 to `steps`; blocks of 32, temperature 0 by default. Edits of what is kept are off, as by default in the library.
 *
 * @see `BlockRefinementScheduler` of the library diffusers, uniform mode.
 */
export const blockRefinement = (options: BlockRefinementOptions = {}) => {
  const { size = 32, steps = 32, threshold = 0.95, temperature = 0, ...place } = options;
  const owed = subtract(ceiling(subtract(divide(multiply(add(step, 1), freeCount), steps), 1e-6)), sum(kept));
  const sure = atLeast(threshold, { minimum: owed, among: not(kept) });
  const chosen = flow(guessRaw(temperature), score(drafted.probability), select(sure));
  const each = flow(
    flow(chosen, remember("new", picked), remember("kept", maximum(kept, picked))),
    score(negate(kept)),
    select(top(blockSize, not(kept))),
    write({ level: 0, rest: memory("new") }),
  );
  const loop = until(not(less(sum(kept), freeCount)), { atMost: steps }, each);
  return blocks(size, pipe(open, noise(), loop, finish({ pick: "keep" }), commitBlock()), place);
};
