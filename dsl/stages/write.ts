import { type Expression, type Formula, formulaOf, type Per } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";

/** What picked positions take, and what the others. */
export interface WritingOptions<R extends Readable> {
  /** Probability that a picked position takes the draft's token rather than the prior, in [0, 1]; 1 by default. */
  readonly level?: number | Expression<R, Per>;
  /** Where this is not 0, positions that are not picked take the draft's token; 0 by default: they stay. */
  readonly rest?: number | Expression<R, Per>;
}

/** Every stage that puts a draft on the canvas. */
export type Writing<Name extends string, R extends Readable = never> = Stage<
  { block: "noisy"; draft: "tokens"; picked: "positions" } & Have<R>,
  { block: "noisy" },
  "draft" | "picked" | "dist" | "ar",
  Name
>;

/** The one instruction behind `write`, `renoise` and `redraw`. */
export const writing = <Name extends string, R extends Readable = never>(
  level: Formula,
  rest: Formula,
): Writing<Name, R> => stage({ _tag: "Write", level, rest });

/**
 * Writes the draft's tokens into the canvas at the picked positions: `x_i <- x̂_i`.
 *
 * With a `level` the token is the draft's with that probability and the prior's (the mask, or a fresh uniform token) otherwise: a draw
 * from the draft at that signal level. With `rest` other positions take the draft too.
 *
 * @see Chang et al. 2022, MaskGIT (2202.04200).
 *
 * @example Commit the most confident token
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, draft, drafted, from, masked, predict, score, select, top, write } from "blockgen/dsl";
 *
 * const step = flow(from.noisy, predict(), draft(), score(drafted.probability), select(top(1, masked)), write());
 * strictEqual(bodyOf(step).at(-1)?._tag, "Write");
 * ```
 */
export const write = <R extends Readable = never>(options: WritingOptions<R> = {}): Writing<"write", R> =>
  writing(formulaOf(options.level ?? 1), formulaOf(options.rest ?? 0));
