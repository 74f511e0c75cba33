import { type Expression, formulaOf } from "../expression/mod.ts";
import { bodyOf, type Guard, type Needs, type Stage, stage } from "../program.ts";
import type { Transient } from "../slots.ts";
import type { Ends, Step } from "./fragment.ts";

/**
 * Runs a step, and again until the test (a number a row, asked after each pass) is not 0, at most `atMost` times.
 *
 * Rows stop by themselves: one that is done costs nothing while others go on. Signal levels stay as they are.
 *
 * @param test An expression over the canvas and memories, for example `equal(sum(masked), 0)`.
 * @param options.atMost A whole number >= 1.
 *
 * @example Until no mask is left
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, equal, from, masked, posterior, predict, sum, until } from "blockgen/dsl";
 *
 * const step = flow(from.noisy, predict(), posterior());
 * strictEqual(bodyOf(flow(from.noisy, until(equal(sum(masked), 0), { atMost: 64 }, step))).at(-1)?._tag, "Until");
 * ```
 */
export const until = <B>(
  test: Expression<never, "row">,
  options: { readonly atMost: number },
  body: Step<B> & Guard<Ends<B, "noisy", "the body of until">>,
): Stage<{ block: "noisy" }, { block: "noisy" }, Transient, "until", Needs<B>> =>
  stage({ _tag: "Until", test: formulaOf(test), atMost: options.atMost, body: bodyOf(body) });
