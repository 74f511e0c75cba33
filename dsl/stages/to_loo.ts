import type { Assume } from "../node.ts";
import { type Stage, stage } from "../program.ts";

/**
 * Turns a full prediction into a leave-one-out one, uniform noise: divides `p(x_i)` by `1 + V * alphaT / (1 - alphaT)` and
 * renormalises; a prediction that is leave-one-out already stays.
 *
 * @param options.assume Read the prediction as `full` or `loo` whatever the model declares; of a model that does not declare it, `full`,
 * where `posterior` takes it for `loo`: give both the same.
 * @see Gibbs corrector for uniform diffusion (2605.22765).
 *
 * @example The leave-one-out view of a prediction
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, predict, toLoo } from "blockgen/dsl";
 *
 * deepStrictEqual(bodyOf(flow(from.noisy, predict(), toLoo())).at(-1), { _tag: "ToLoo", assume: "declared" });
 * ```
 */
export const toLoo = (
  options: { readonly assume?: Assume } = {},
): Stage<{ block: "noisy"; dist: "x0" }, { dist: "x0" }, never, "toLoo", "uniform"> =>
  stage({ _tag: "ToLoo", assume: options.assume ?? "declared" });
