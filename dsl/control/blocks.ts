import type { Stop } from "../node.ts";
import { type Guard, type Needs, nodesOf, type Program, program } from "../program.ts";
import type { Ends } from "./fragment.ts";

/** Where blocks end, and when a row stops. */
export interface BlocksOptions {
  /** The sequence position where these blocks end; the row's length by default. */ readonly upTo?: number;
  /** How many tokens count as known for schedules and selections; the row's own frozen ones by default. */
  readonly prefix?: number;
  /** When a row ends before its length. */ readonly stop?: Stop;
}

/**
 * Generates block by block, left to right: the body once for each block, aligned to position 0.
 *
 * A prompt's tail is the frozen beginning of a partial block; the last block may be shorter.
 *
 * @param size Positions of a block, a whole number >= 1, or `"sequence"`: the whole row is one block (pure diffusion). 1 is autoregression.
 * @see BlockGen (2606.02241), section 2; Arriola et al. 2025, BD3-LM (2503.09573).
 *
 * @example Autoregression is blocks of one token
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { pipe } from "fp-ts/lib/function.js";
 * import { blocks, commitBlock, finish, noise, open, predict } from "blockgen/dsl";
 *
 * strictEqual(blocks(1, pipe(open, noise(), predict(), finish(), commitBlock())).nodes.length, 1);
 * ```
 */
export const blocks = <P>(
  size: number | "sequence",
  body: P & Guard<Ends<P, "open", "the body of blocks">>,
  options: BlocksOptions = {},
): Program<{ readonly block: "open" }, Needs<P>> =>
  program([{
    _tag: "Blocks",
    size,
    upTo: options.upTo ?? null,
    prefix: options.prefix ?? null,
    stop: options.stop ?? null,
    body: nodesOf(body, "the body of blocks"),
  }]);
