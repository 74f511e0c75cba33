import { type Expression, formulaOf, type Per } from "../expression/mod.ts";
import type { Assume } from "../node.ts";
import { type Stage, stage } from "../program.ts";

/** How the reverse step is drawn. */
export interface PosteriorOptions {
  /** Read the prediction as `full` or `loo` whatever the model declares; recorded in the trace. */
  readonly assume?: Assume;
  /** Absorbing: probability that a visible token is masked again, in [0, min(1, (1 - alphaS) / alphaT)]; a number a row or a position. */
  readonly remask?: number | Expression<never, Per>;
  /** A memory that keeps the probability of each token at the moment it is unmasked. */
  readonly reveal?: string;
}

type Asked<O> = O extends { readonly remask: unknown } | { readonly reveal: unknown } ? "absorbing" : never;

/**
 * One ancestral step: draws `x_s ~ q(x_s | x_t, p)`, the block one level cleaner.
 *
 * Absorbing: a mask is unmasked with probability `(alphaS - (1 - remask) * alphaT) / (1 - alphaT)`, visible tokens are kept
 * (masked again with probability `remask`). Uniform: the plug-in kernel for leave-one-out predictions (and, with a notice,
 * for undeclared ones, as the paper does), the mixture kernel for full ones.
 *
 * The block is then at level `alphaS`: in the rest of the step `alphaT` equals it, for formulas, `toLoo` and what the model is asked.
 *
 * @see BlockGen (2606.02241), section 2; Sahoo et al. 2025, Duo (2506.10892); ReMDM (2503.00307) for `remask`.
 *
 * @example The plain step
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, posterior, predict } from "blockgen/dsl";
 *
 * deepStrictEqual(bodyOf(flow(from.noisy, predict(), posterior())).at(-1), {
 *   _tag: "Posterior",
 *   assume: "declared",
 *   remask: { _tag: "Number", value: 0 },
 *   reveal: null,
 * });
 * ```
 */
export const posterior = <const O extends PosteriorOptions = Record<never, never>>(
  options?: O,
): Stage<{ block: "noisy"; dist: "x0" }, { block: "noisy" }, "dist", "posterior", Asked<O>> =>
  stage({
    _tag: "Posterior",
    assume: options?.assume ?? "declared",
    remask: formulaOf(options?.remask ?? 0),
    reveal: options?.reveal ?? null,
  });
