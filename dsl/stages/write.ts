import { type Stage, stage } from "../program.ts";
/**
 * Writes the draft's tokens into the canvas at the picked positions: `x_i <- x̂_i`.
 *
 * @see Chang et al. 2022, MaskGIT (2202.04200).
 *
 * @example Commit the most confident token
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, draft, drafted, from, masked, predict, score, select, top, write } from "blockgen/dsl";
 *
 * const step = flow(from.noisy, predict(), draft(), score(drafted.probability), select(top(1, masked)), write());
 * deepStrictEqual(bodyOf(step).at(-1), { _tag: "Write" });
 * ```
 */
export const write = (): Stage<
  { block: "noisy"; draft: "tokens"; picked: "positions" },
  { block: "noisy" },
  "draft" | "picked" | "dist" | "ar",
  "write"
> => stage({ _tag: "Write" });
