import { flow } from "fp-ts/lib/function.js";
import type { Expression, Per } from "../expression/mod.ts";
import { alphaS, blockSize, maximum, multiply, round, subtract } from "../expression/mod.ts";
import { readsAr } from "../expression/reads.ts";
import type { Assume, Body } from "../node.ts";
import { bodyOf, from, type Stage, stage } from "../program.ts";
import { type Choice, formulasOf, top } from "../selection.ts";
import type { Readable, Transient } from "../slots.ts";
import { draft } from "./draft.ts";
import { renoise } from "./renoise.ts";
import { verify } from "./verify.ts";

/** What `correct` re-noises. */
export interface CorrectOptions<R extends Readable, Q extends Readable> {
  /** How wrong a drafted token looks: the highest are re-noised. */
  readonly by: Expression<R, Per>;
  /** How many, or which; by default as many as are noise at the next level: `max(1, round((1 - alphaS) * blockSize))`. */
  readonly pick?: Choice<Q>;
  /** Temperature of the AR prediction, when the score needs one. */
  readonly temperature?: number | Expression;
  /** Read the prediction as `full` or `loo` whatever the model declares. */
  readonly assume?: Assume;
}

/** As many positions as are noise at the next level: `max(1, round((1 - alphaS) * blockSize))`. */
export const noiseQuota: Expression = maximum(1, round(multiply(subtract(1, alphaS), blockSize)));

/**
 * Drafts the block, verifies it left to right if the score needs that (1 more NFE), and re-noises what looks most wrong.
 *
 * A named group of finer stages: `draft, verify?, score, select, renoise`. Behind it nothing but the block is left.
 *
 * @see BlockGen (2606.02241), ARPC.
 *
 * @example Re-noise by AR negative log-likelihood
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { ar, bodyOf, correct, from, predict } from "blockgen/dsl";
 *
 * const group = bodyOf(flow(from.noisy, predict(), correct({ by: ar.nll }))).at(-1);
 * deepStrictEqual(group?._tag === "Named" && group.body.map((node) => node._tag), [
 *   "Draft",
 *   "Verify",
 *   "Score",
 *   "Select",
 *   "Write",
 * ]);
 * ```
 */
export const correct = <R extends Readable, Q extends Readable = never>(
  options: CorrectOptions<R, Q>,
): Stage<
  { block: "noisy"; dist: "x0" },
  { block: "noisy" },
  Transient,
  "correct",
  "ar" extends R | Q ? "arVerify" : never
> => {
  const pick = (options.pick ?? top(noiseQuota)).selection;
  const asksAr = [options.by.formula, ...formulasOf(pick)].some(readsAr);
  const body: Body = [
    ...bodyOf(flow(from.predicted, draft({ assume: options.assume ?? "declared" }))),
    ...(asksAr ? bodyOf(flow(from.draft, verify({ temperature: options.temperature ?? 1 }))) : []),
    { _tag: "Score", by: options.by.formula },
    { _tag: "Select", pick },
    ...bodyOf(renoise()),
  ];
  return stage({ _tag: "Named", name: "correct", body });
};
