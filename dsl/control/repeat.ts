import { bodyOf, type Guard, type Needs, type Stage, stage } from "../program.ts";
import type { Transient } from "../slots.ts";
import type { Ends, Step } from "./fragment.ts";

/**
 * Runs a step a fixed number of times at the same signal level; `step` counts them.
 *
 * @param times A whole number >= 0; 0 is the identity.
 *
 * @example Nothing, five times nothing
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, repeat } from "blockgen/dsl";
 *
 * strictEqual(bodyOf(flow(from.noisy, repeat(5, from.noisy))).at(-1)?._tag, "Repeat");
 * ```
 */
export const repeat = <B>(
  times: number,
  body: Step<B> & Guard<Ends<B, "noisy", "the repeated body">>,
): Stage<{ block: "noisy" }, { block: "noisy" }, Transient, "repeat", Needs<B>> =>
  stage({ _tag: "Repeat", times, body: bodyOf(body) });
