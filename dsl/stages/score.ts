import type { Expression, Per } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";
/**
 * Gives every position a number: any expression over the prediction, the AR prediction, the draft, memories and the step.
 *
 * @example The negative log-likelihood under the AR prediction
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { ar, bodyOf, draft, from, predict, score, verify } from "blockgen/dsl";
 *
 * strictEqual(bodyOf(flow(from.noisy, predict(), draft(), verify(), score(ar.nll))).at(-1)?._tag, "Score");
 * ```
 */
export const score = <R extends Readable>(
  by: Expression<R, Per>,
): Stage<Have<R>, Have<"score">, never, "score"> => stage({ _tag: "Score", by: by.formula });
