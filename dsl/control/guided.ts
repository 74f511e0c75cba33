import { bodyOf, type Guard, type Needs, type Stage, stage } from "../program.ts";
import type { Transient } from "../slots.ts";
import type { Ends, Step } from "./fragment.ts";

/**
 * Takes `then` at the steps `k >= after` with `(k - after) % every == 0`, and `otherwise` at all others.
 *
 * @param options.every A whole number >= 1 (default 1). @param options.after A whole number >= 0 (default 0), the warm-up.
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
 * strictEqual(bodyOf(flow(from.noisy, step)).at(-1)?._tag, "Guided");
 * ```
 */
export const guided = <T, O>(
  options: { readonly every?: number; readonly after?: number },
  then: Step<T> & Guard<Ends<T, "noisy", "the guided branch">>,
  otherwise: Step<O> & Guard<Ends<O, "noisy", "the other branch">>,
): Stage<{ block: "noisy" }, { block: "noisy" }, Transient, "guided", Needs<T> | Needs<O>> =>
  stage({
    _tag: "Guided",
    every: options.every ?? 1,
    after: options.after ?? 0,
    then: bodyOf(then),
    otherwise: bodyOf(otherwise),
  });
