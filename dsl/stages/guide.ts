import { type Expression, formulaOf } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";
/**
 * Classifier-free guidance: one more prediction without the condition (1 NFE), then
 * `ln p <- ln softmax(ln p_u + (scale + 1) * (ln p - ln p_u))`.
 *
 * @param scale 0 changes nothing, larger follows the condition more; one a row, of the step or of the prediction.
 * @see Nie et al. 2025, LLaDA (2502.09992), `generate.py`; Schiff et al. 2024 (2412.10193).
 *
 * @example Guidance is one more NFE
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, guide, predict } from "blockgen/dsl";
 *
 * deepStrictEqual(bodyOf(flow(from.noisy, predict(), guide(2))).at(-1), {
 *   _tag: "Guide",
 *   scale: { _tag: "Number", value: 2 },
 * });
 * ```
 */
export const guide = <R extends Readable = never>(
  scale: number | Expression<R>,
): Stage<{ block: "noisy"; dist: "x0" } & Have<R>, { dist: "x0" }, never, "guide", "unconditional"> =>
  stage({ _tag: "Guide", scale: formulaOf(scale) });
