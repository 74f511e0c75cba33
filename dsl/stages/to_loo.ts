import { type Stage, stage } from "../program.ts";
/**
 * Turns a full prediction into a leave-one-out one, uniform noise: divides `p(x_i)` by `1 + V * alphaT / (1 - alphaT)` and
 * renormalises; a prediction that is leave-one-out already stays.
 *
 * @see Gibbs corrector for uniform diffusion (2605.22765).
 *
 * @example The leave-one-out view of a prediction
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, predict, toLoo } from "blockgen/dsl";
 *
 * deepStrictEqual(bodyOf(flow(from.noisy, predict(), toLoo())).at(-1), { _tag: "ToLoo" });
 * ```
 */
export const toLoo = (): Stage<{ block: "noisy"; dist: "x0" }, { dist: "x0" }, never, "toLoo", "uniform"> =>
  stage({ _tag: "ToLoo" });
