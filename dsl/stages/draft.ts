import type { Assume, Pick } from "../node.ts";
import { type Stage, stage } from "../program.ts";

/** How the draft is made. */
export interface DraftOptions {
  /** From the posterior at signal level 1 (the default), or straight from the prediction, at visible positions too. */
  readonly of?: "posterior" | "prediction";
  /** At random (the default), or the most probable token. */
  readonly pick?: Pick;
  /** Read the prediction as `full` or `loo` whatever the model declares. */
  readonly assume?: Assume;
}

/**
 * Guesses the whole clean block into `draft`, `x̂ ~ q(x_0 | x_t, p)`; the noisy canvas stays, frozen positions keep their token.
 *
 * @see BlockGen (2606.02241), ARPC, predictor.
 *
 * @example A draft has a slot of its own
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, draft, from, predict } from "blockgen/dsl";
 *
 * deepStrictEqual(bodyOf(flow(from.noisy, predict(), draft())).at(-1), {
 *   _tag: "Draft",
 *   of: "posterior",
 *   pick: "draw",
 *   assume: "declared",
 * });
 * ```
 */
export const draft = (
  options: DraftOptions = {},
): Stage<{ block: "noisy"; dist: "x0" }, { draft: "tokens" }, never, "draft"> =>
  stage({
    _tag: "Draft",
    of: options.of ?? "posterior",
    pick: options.pick ?? "draw",
    assume: options.assume ?? "declared",
  });
