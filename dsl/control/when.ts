import { type Expression, formulaOf } from "../expression/mod.ts";
import { bodyOf, type Guard, type Needs, type Stage, stage } from "../program.ts";
import type { Transient } from "../slots.ts";
import type { Ends, Step } from "./fragment.ts";

/**
 * Takes `then` in the rows where the test (a number a row, asked before) is not 0, and `otherwise` in the others.
 *
 * @param test An expression over step variables, the canvas and memories, for example `less(alphaT, 0.5)`.
 *
 * @example Ancestral at first, then with masking again
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { alphaT, bodyOf, from, less, posterior, predict, when } from "blockgen/dsl";
 *
 * const think = flow(from.noisy, predict());
 * const step = when(less(alphaT, 0.5), flow(think, posterior()), flow(think, posterior({ remask: 0.01 })));
 * strictEqual(bodyOf(flow(from.noisy, step)).at(-1)?._tag, "When");
 * ```
 */
export const when = <T, O>(
  test: Expression<never, "row">,
  then: Step<T> & Guard<Ends<T, "noisy", "then">>,
  otherwise: Step<O> & Guard<Ends<O, "noisy", "otherwise">>,
): Stage<{ block: "noisy" }, { block: "noisy" }, Transient, "when", Needs<T> | Needs<O>> =>
  stage({ _tag: "When", test: formulaOf(test), then: bodyOf(then), otherwise: bodyOf(otherwise) });
