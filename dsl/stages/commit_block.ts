import { type Stage, stage } from "../program.ts";
/**
 * Commits a clean block to the sequence: later blocks read it as context. Costs nothing.
 *
 * @see BlockGen (2606.02241), section 2.
 *
 * @example The last stage of every block
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { pipe } from "fp-ts/lib/function.js";
 * import { commitBlock, finish, noise, open, predict } from "blockgen/dsl";
 *
 * strictEqual(pipe(open, noise(), predict(), finish(), commitBlock()).nodes.length, 4);
 * ```
 */
export const commitBlock = (): Stage<{ block: "clean" }, { block: "open" }, never, "commitBlock"> =>
  stage({ _tag: "CommitBlock" });
