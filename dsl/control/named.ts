import { bodyOf, type Needs, type Program, program, type Stage, stage } from "../program.ts";

type SlotsOf<P> = P extends Program<infer S, unknown> ? S : never;
/** A stage that reads what the fragment's anchor has, and leaves what the fragment leaves. */
type AsStage<Name extends string, A, P> = Stage<
  SlotsOf<A>,
  SlotsOf<P>,
  Exclude<keyof SlotsOf<A>, keyof SlotsOf<P>>,
  Name,
  Needs<P>
>;

/**
 * Gives a fragment a name that trace, explain, diagrams and random keys know; it becomes a stage like any other.
 *
 * @param fragment An anchored fragment: `flow(from.predicted, draft(), ...)`; the anchor says what the group reads. What it does not name is
 * still there behind the group for the compiler, though a stage inside may have spent it: `check` then says so.
 *
 * @example A corrector of your own
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, dist, draft, from, named, predict, renoise, score, select, top } from "blockgen/dsl";
 *
 * const redoOne = named("redo the least certain", flow(from.predicted, draft(), score(dist.entropy), select(top(1)), renoise()));
 * strictEqual(bodyOf(flow(from.noisy, predict(), redoOne)).at(-1)?._tag, "Named");
 * ```
 */
export const named = <const Name extends string, A, P>(
  name: Name,
  fragment: (start: A) => P,
): AsStage<Name, A, P> => stage({ _tag: "Named", name, body: bodyOf(fragment) });

/**
 * An anchored fragment as a stage, in the middle of a pipeline: the same nodes, no group around them.
 *
 * @example The same nodes as without it
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, draft, fragment, from, predict } from "blockgen/dsl";
 *
 * const guess = flow(from.predicted, draft());
 * deepStrictEqual(bodyOf(flow(from.noisy, predict(), fragment(guess))), bodyOf(flow(from.noisy, predict(), draft())));
 * ```
 */
export const fragment = <A, P>(piece: (start: A) => P): AsStage<"the fragment", A, P> =>
  ((before: Program) => program([...before.nodes, ...bodyOf(piece)])) as unknown as AsStage<"the fragment", A, P>;
