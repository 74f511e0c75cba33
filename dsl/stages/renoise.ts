import { type Stage, stage } from "../program.ts";
/**
 * Takes the draft as the canvas, with the picked positions back at the prior (the mask, or fresh uniform tokens).
 *
 * @see BlockGen (2606.02241), ARPC, corrector.
 *
 * @example Re-noise one random position
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, draft, from, predict, random, renoise, score, select, top } from "blockgen/dsl";
 *
 * const step = flow(from.noisy, predict(), draft(), score(random), select(top(1)), renoise());
 * deepStrictEqual(bodyOf(step).at(-1), { _tag: "Renoise" });
 * ```
 */
export const renoise = (): Stage<
  { block: "noisy"; draft: "tokens"; picked: "positions" },
  { block: "noisy" },
  "draft" | "picked" | "dist" | "ar",
  "renoise"
> => stage({ _tag: "Renoise" });
