import { divide, formulaOf, less, step, steps } from "../expression/mod.ts";
import type { Node } from "../node.ts";
import { bodyOf, type Guard, type Needs, type Stage, stage } from "../program.ts";
import type { Transient } from "../slots.ts";
import type { Ends, Step } from "./fragment.ts";

type Phase<P> = readonly [until: number, body: Step<P> & Guard<Ends<P, "noisy", "a phase">>];

/**
 * One body after the other over the updates of a loop: the first while less than `until` of the updates (a share, in [0, 1]) are done,
 * the next up to its own, and `rest` to the end. `when` inside `when`.
 *
 * @see ReMDM (2503.00307), loop; Psi-samplers (2602.21185).
 *
 * @example Masking again in the middle
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, phase, posterior, predict } from "blockgen/dsl";
 *
 * const [plain, again] = [flow(from.noisy, predict(), posterior()), flow(from.noisy, predict(), posterior({ remask: 0.02 }))];
 * strictEqual(bodyOf(flow(from.noisy, phase([[0.4, plain], [0.9, again]], plain))).at(-1)?._tag, "When");
 * ```
 */
export const phase = <P extends readonly [unknown, ...unknown[]], R>(
  phases: { readonly [K in keyof P]: Phase<P[K]> },
  rest: Step<R> & Guard<Ends<R, "noisy", "the rest">>,
): Stage<{ block: "noisy" }, { block: "noisy" }, Transient, "phase", Needs<P[number]> | Needs<R>> => {
  const all = phases as unknown as readonly Phase<never>[];
  const body = all.reduceRight<readonly Node[]>(
    (otherwise, [until, then]) => [{
      _tag: "When",
      test: formulaOf(less(divide(step, steps), until)),
      then: bodyOf(then),
      otherwise,
    }],
    bodyOf(rest),
  );
  return stage(body[0]!);
};
