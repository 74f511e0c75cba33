import { formulaOf } from "../expression/mod.ts";
import { type Writing, writing } from "./write.ts";

/**
 * Takes the draft as the canvas, with the picked positions back at the prior (the mask, or fresh uniform tokens): `write` at level 0 with
 * the rest drafted.
 *
 * @see BlockGen (2606.02241), ARPC, corrector.
 *
 * @example Re-noise one random position
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, draft, from, predict, random, renoise, score, select, top, write } from "blockgen/dsl";
 *
 * const picked = flow(from.noisy, predict(), draft(), score(random), select(top(1)));
 * deepStrictEqual(bodyOf(flow(picked, renoise())), bodyOf(flow(picked, write({ level: 0, rest: 1 }))));
 * ```
 */
export const renoise = (): Writing<"renoise"> => writing(formulaOf(0), formulaOf(1));
