import { type Expression, formulaOf, masked, type Per } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";

/** Which positions are tried. */
export interface AcceptOptions<R extends Readable> {
  /** Only free positions where this is not 0; the masks by default. */ readonly among?: number | Expression<R, Per>;
}

/**
 * Tries the draft against the AR prediction, left to right: a token is accepted with probability `min(1, ar(x) / p(x))`; the first that
 * is not takes a draw from `max(0, ar - p)`, normalised, and the rest waits. What is picked follows the AR law exactly.
 *
 * The draft must have been drawn from the prediction as it is (`draft({ of: "prediction" })`). With both predictions at temperature 0
 * it keeps the longest beginning that greedy decoding agrees with, and one token more.
 *
 * @see Leviathan et al. 2023, speculative decoding (2211.17192), algorithm 1.
 *
 * @example Picked positions are then written
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { accept, bodyOf, draft, from, predict, verify, write } from "blockgen/dsl";
 *
 * const step = flow(from.noisy, predict(), draft({ of: "prediction" }), verify(), accept(), write());
 * strictEqual(bodyOf(step).at(-2)?._tag, "Accept");
 * ```
 */
export const accept = <R extends Readable = never>(
  options: AcceptOptions<R> = {},
): Stage<
  { block: "noisy"; dist: "x0"; draft: "tokens"; ar: "x0" } & Have<R>,
  { draft: "tokens"; picked: "positions" },
  never,
  "accept"
> => stage({ _tag: "Accept", among: formulaOf(options.among ?? masked) });
