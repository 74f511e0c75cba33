import { type Expression, formulaOf, type Per } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";
/**
 * Keeps a number a position under a name until the next block starts; `memory(name)` reads it back, 0 before the first time.
 *
 * @example The argmax of the step before
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, dist, from, predict, remember } from "blockgen/dsl";
 *
 * strictEqual(bodyOf(flow(from.noisy, predict(), remember("before", dist.argmax))).at(-1)?._tag, "Remember");
 * ```
 */
export const remember = <R extends Readable = never>(
  name: string,
  value: number | Expression<R, Per>,
): Stage<Have<R>, Record<never, never>, never, "remember"> =>
  stage({ _tag: "Remember", name, value: formulaOf(value) });
