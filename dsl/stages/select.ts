import { type Have, type Stage, stage } from "../program.ts";
import type { Choice } from "../selection.ts";
import type { Readable } from "../slots.ts";
/**
 * Chooses free positions by their score; a frozen position can never be chosen.
 *
 * @example The worst position of the draft
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, dist, from, predict, score, select, top } from "blockgen/dsl";
 *
 * strictEqual(bodyOf(flow(from.noisy, predict(), score(dist.entropy), select(top(1)))).at(-1)?._tag, "Select");
 * ```
 */
export const select = <R extends Readable>(
  choice: Choice<R>,
): Stage<Have<"score" | R>, Have<"picked">, "score", "select"> => stage({ _tag: "Select", pick: choice.selection });
