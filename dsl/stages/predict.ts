import { type Stage, stage } from "../program.ts";

/** What `predict` asks for. */
export interface PredictOptions {
  /** At visible positions of a masked block: certain of the token there (`carryOver`), or the model's own opinion (`raw`). */
  readonly visible?: "carryOver" | "raw";
  /** Should the model also see its previous prediction of the block (self-conditioning)? */
  readonly self?: boolean;
}

type Asked<O> =
  | (O extends { readonly visible: "raw" } ? "rawAtVisible" : never)
  | (O extends { readonly self: true } ? "selfConditioning" : never);

/**
 * Asks the model once (1 NFE) for `p(x0 | x_t, context)` over the real tokens, at every position of the block.
 *
 * Absorbing noise: the mask is banned and, unless `visible: "raw"`, a visible position is certain of its token (SUBS).
 *
 * @see Sahoo et al. 2024, MDLM (2406.07524), section 3.2.3 (carry-over).
 *
 * @example Raw predictions need a model that has them
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, predict } from "blockgen/dsl";
 *
 * deepStrictEqual(bodyOf(flow(from.noisy, predict())), [{ _tag: "Predict", visible: "carryOver", self: false }]);
 * ```
 */
export const predict = <const O extends PredictOptions = Record<never, never>>(
  options?: O,
): Stage<{ block: "noisy" }, { dist: "x0" }, never, "predict", Asked<O>> =>
  stage({ _tag: "Predict", visible: options?.visible ?? "carryOver", self: options?.self ?? false });
