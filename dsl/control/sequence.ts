import { type Guard, type Needs, nodesOf, type Program, program } from "../program.ts";
import type { Ends } from "./fragment.ts";

/**
 * One program after another, each going on where the one before ended: associative, and of one program the program itself.
 *
 * @example First left to right, then in blocks
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { autoregressive, blockAncestral, sequence } from "blockgen/dsl";
 *
 * strictEqual(sequence(autoregressive({ upTo: 16 }), blockAncestral({ size: 16, steps: 8 })).nodes.length, 2);
 * ```
 */
export const sequence = <P extends readonly unknown[]>(
  ...programs: { readonly [K in keyof P]: P[K] & Guard<Ends<P[K], "open", "a program of a sequence">> }
): Program<{ readonly block: "open" }, Needs<P[number]>> =>
  program(programs.flatMap((one) => nodesOf(one, "a program of a sequence")));
