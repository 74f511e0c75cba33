import { type Stage, stage } from "../program.ts";
/**
 * Starts a block: puts the prior at its free positions (the mask, or a fresh uniform token) and clears the memories.
 *
 * @returns A stage that turns an open block into a noisy one.
 * @see BlockGen (2606.02241), section 2; Austin et al. 2021, D3PM (2107.03006).
 *
 * @example A block starts as noise
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { pipe } from "fp-ts/lib/function.js";
 * import { noise, open } from "blockgen/dsl";
 *
 * deepStrictEqual(pipe(open, noise()).nodes, [{ _tag: "Noise" }]);
 * ```
 */
export const noise = (): Stage<{ block: "open" }, { block: "noisy" }, never, "noise"> => stage({ _tag: "Noise" });
