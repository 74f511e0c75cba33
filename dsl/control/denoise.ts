import { type Clock, linspace } from "../clock.ts";
import type { StepPolicy } from "../node.ts";
import { bodyOf, type Guard, type Needs, type Stage, stage } from "../program.ts";
import type { Transient } from "../slots.ts";
import type { Ends, Step } from "./fragment.ts";

/** The two bodies of a denoising loop, and how it steps. */
export interface DenoiseOptions<E, L, K extends Clock = Clock> {
  /** Every update but the last: from a noisy block to a noisy block. */
  readonly each: Step<E> & Guard<Ends<E, "noisy", "each">>;
  /** The last update: from a noisy block to a clean one. */
  readonly last: Step<L> & Guard<Ends<L, "clean", "last">>;
  /** How many updates a partly fixed block gets; all of them by default. */
  readonly policy?: StepPolicy;
  /** The signal levels; equally spaced, log-linear by default. */
  readonly clock?: K;
}

/** Levels of the first-hitting clock come from counting masks. */
type Counts<K extends Clock> = [K] extends [{ readonly _tag: "FirstHitting" }] ? "absorbing" : never;

/**
 * Denoises a block in `steps` updates, the last of which ends it: N updates are N steps, with no extra final one.
 *
 * @param steps A whole number, >= 1 (with the policy `perToken`: a multiple of the free tokens, > 0).
 * @see BlockGen (2606.02241), `samplers.py`: the N-th update is the final one.
 *
 * @example Eight ancestral steps
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow, pipe } from "fp-ts/lib/function.js";
 * import { denoise, finish, from, noise, open, posterior, predict } from "blockgen/dsl";
 *
 * const think = flow(from.noisy, predict());
 * const block = pipe(open, noise(), denoise(8, { each: flow(think, posterior()), last: flow(think, finish()) }));
 * strictEqual(block.nodes.at(-1)?._tag, "Denoise");
 * ```
 */
export const denoise = <E, L, K extends Clock = Clock>(
  steps: number,
  options: DenoiseOptions<E, L, K>,
): Stage<{ block: "noisy" }, { block: "clean" }, Transient, "denoise", Needs<E> | Needs<L> | Counts<K>> =>
  stage({
    _tag: "Denoise",
    steps,
    policy: options.policy ?? "full",
    clock: options.clock ?? linspace(),
    each: bodyOf(options.each),
    last: bodyOf(options.last),
  });
