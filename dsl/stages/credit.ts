import { type Expression, formulaOf, type Per } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";

/** How credit is earned, forgotten and spent. */
export interface CreditOptions<R extends Readable> {
  /** What is kept from one update to the next, in [0, 1]. */ readonly decay: number | Expression<R>;
  /** What the most probable token of a position earns, 0 or more. */ readonly gain: number | Expression<R, Per>;
  /** How much it counts, 0 or more. */ readonly weight: number | Expression<R>;
}

/**
 * Trusts tokens that stay the most probable ones: `C <- decay C`, `C_i(argmax p_i) += gain_i`, `p <- softmax(ln p + weight ln(1 + C))`.
 *
 * `C` has a number a position and token and is 0 when a block starts.
 *
 * @see dInfer (2510.08666), credit decoding.
 *
 * @example A weight of 0 changes nothing
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, credit, dist, from, predict } from "blockgen/dsl";
 *
 * const trust = credit({ decay: 0.8, gain: dist.confidence, weight: 0 });
 * strictEqual(bodyOf(flow(from.noisy, predict(), trust)).at(-1)?._tag, "Credit");
 * ```
 */
export const credit = <R extends Readable = never>(
  { decay, gain, weight }: CreditOptions<R>,
): Stage<{ dist: "x0" } & Have<R>, { dist: "x0" }, never, "credit"> =>
  stage({ _tag: "Credit", decay: formulaOf(decay), gain: formulaOf(gain), weight: formulaOf(weight) });
