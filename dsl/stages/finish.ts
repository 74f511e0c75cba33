import { type Expression, formulaOf, type Per } from "../expression/mod.ts";
import type { Assume, Pick } from "../node.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";

/** How a block is ended. */
export interface FinishOptions<R extends Readable, K extends Pick | "keep"> {
  /** A draw from the posterior at signal level 1 (the default), the mode of the prediction, or `keep`: the canvas as it is. */
  readonly pick?: K;
  /** Only where this is not 0; elsewhere the canvas stays. */
  readonly among?: number | Expression<R, Per>;
  /** Read the prediction as `full` or `loo` whatever the model declares. */
  readonly assume?: Assume;
}

/**
 * Ends a block, the only stage that leaves it clean: `x ~ q(x_0 | x_t, p)`, or `argmax p`, or the canvas as it stands.
 *
 * `keep` needs no prediction, so that unmasking until a block is full costs nothing more at its end; a mask that is left ends the run as
 * `MaskLeft`.
 *
 * @see BlockGen (2606.02241), last ancestral step; its `noise_removal` is `pick`.
 *
 * @example Ending a block takes a prediction
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, finish, from, predict } from "blockgen/dsl";
 *
 * strictEqual(bodyOf(flow(from.noisy, predict(), finish())).at(-1)?._tag, "Finish");
 * ```
 */
export const finish = <R extends Readable = never, K extends Pick | "keep" = "draw">(
  options: FinishOptions<R, K> = {},
): Stage<
  { block: "noisy" } & Have<([K] extends ["keep"] ? never : "dist") | R>,
  { block: "clean" },
  "dist",
  "finish"
> =>
  stage({
    _tag: "Finish",
    pick: options.pick ?? "draw",
    assume: options.assume ?? "declared",
    among: formulaOf(options.among ?? 1),
  });
