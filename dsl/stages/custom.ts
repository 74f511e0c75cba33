import type { Ability } from "../abilities.ts";
import type { HostStage } from "../host_stage.ts";
import { type Stage, stage } from "../program.ts";
import type { Slot, Slots } from "../slots.ts";

/** A stage of your own: which slots it reads, leaves and spends, what it needs and costs, and the function itself. */
export interface CustomOptions<
  Name extends string,
  R extends Slot,
  L extends Slot,
  X extends Exclude<Slot, "block">,
  A extends Ability,
> extends HostStage {
  /** What trace, explain and errors call it. */ readonly name: Name;
  readonly reads: readonly R[];
  readonly leaves: readonly L[];
  readonly spends?: readonly X[];
  readonly needs?: readonly A[];
  /** Function evaluations that it makes by itself; 0 by default. */ readonly nfe?: number;
}

/** Slots as a custom stage sees them: its block is always a noisy one. */
type Typed<K extends Slot> = { readonly [Name in K]: Name extends "block" ? "noisy" : Slots[Name] };

/**
 * A stage written by you, run on the host for each row by itself, on every backend.
 *
 * `exact` uses `outcomes` if given; `toJson` refuses it with a sentence. What `run` returns is checked: wrong lengths and
 * tokens out of range end the run as `CustomFailed`.
 *
 * @example A score that likes the left
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, custom, from, predict } from "blockgen/dsl";
 *
 * const leftFirst = custom({
 *   name: "left first",
 *   reads: ["block"],
 *   leaves: ["score"],
 *   run: ({ canvas }) => ({ score: canvas.map((_, i) => -i) }),
 * });
 * strictEqual(bodyOf(flow(from.noisy, predict(), leftFirst)).length, 2);
 * ```
 */
export const custom = <
  const Name extends string,
  R extends Slot,
  L extends Slot,
  X extends Exclude<Slot, "block"> = never,
  A extends Ability = never,
>(options: CustomOptions<Name, R, L, X, A>): Stage<Typed<R>, Typed<L>, X, Name, A> =>
  stage({
    _tag: "Custom",
    name: options.name,
    reads: options.reads,
    leaves: options.leaves,
    spends: options.spends ?? [],
    needs: options.needs ?? [],
    nfe: options.nfe ?? 0,
    stage: { run: options.run, ...(options.outcomes === undefined ? {} : { outcomes: options.outcomes }) },
  });
