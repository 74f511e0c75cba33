import { equal, type Expression, formulaOf, less, modulo, multiply, not, step, subtract } from "../expression/mod.ts";
import { bodyOf, type Guard, type Needs, type Stage, stage } from "../program.ts";
import type { Transient } from "../slots.ts";
import type { Ends, Step } from "./fragment.ts";

/** Which steps are guided. */
export interface GuidedOptions {
  /** A whole number, 1 or more; 1 by default. */ readonly every?: number;
  /** A whole number, 0 or more: the warm-up; 0 by default. */ readonly after?: number;
}

/** Not 0 at the steps `k >= after` with `(k - after) % every == 0`. */
export const guidedTest = ({ every = 1, after = 0 }: GuidedOptions): Expression =>
  multiply(not(less(step, after)), equal(modulo(subtract(step, after), every), 0));

/**
 * Takes `then` at the steps `k >= after` with `(k - after) % every == 0`, and `otherwise` at all others: `when` with such a test.
 *
 * @see BlockGen (2606.02241), ARPC: `guide_every`, `warmup_steps`.
 *
 * @example Correct every second step
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { ar, bodyOf, correct, from, guided, posterior, predict } from "blockgen/dsl";
 *
 * const think = flow(from.noisy, predict());
 * const step = guided({ every: 2 }, flow(think, correct({ by: ar.nll })), flow(think, posterior()));
 * strictEqual(bodyOf(flow(from.noisy, step)).at(-1)?._tag, "When");
 * ```
 */
export const guided = <T, O>(
  options: GuidedOptions,
  then: Step<T> & Guard<Ends<T, "noisy", "the guided branch">>,
  otherwise: Step<O> & Guard<Ends<O, "noisy", "the other branch">>,
): Stage<{ block: "noisy" }, { block: "noisy" }, Transient, "guided", Needs<T> | Needs<O>> =>
  stage({ _tag: "When", test: formulaOf(guidedTest(options)), then: bodyOf(then), otherwise: bodyOf(otherwise) });
