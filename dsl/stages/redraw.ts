import { alphaS, formulaOf } from "../expression/mod.ts";
import { type Writing, writing } from "./write.ts";

/**
 * Draws the picked positions again at the level of the step: the draft's token with probability `alphaS`, else the prior; the others stay.
 *
 * Behind a draft from a leave-one-out prediction this is a Gibbs update, `c_i = alphaS loo_i + (1 - alphaS) / V` for uniform noise.
 *
 * @see Gibbs corrector for uniform diffusion (2605.22765).
 *
 * @example One Gibbs update
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { alphaS, bodyOf, draft, from, predict, random, redraw, score, select, toLoo, top, write } from "blockgen/dsl";
 *
 * const picked = flow(from.noisy, predict(), toLoo(), draft({ of: "prediction" }), score(random), select(top(1)));
 * deepStrictEqual(bodyOf(flow(picked, redraw())), bodyOf(flow(picked, write({ level: alphaS }))));
 * ```
 */
export const redraw = (): Writing<"redraw"> => writing(alphaS.formula, formulaOf(0));
