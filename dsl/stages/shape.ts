import { type Expression, formulaOf } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";

/** How a prediction is sharpened and cut. */
export interface ShapeOptions<R extends Readable = never> {
  /** Dimensionless, >= 0; 0 is argmax, 1 (the default) changes nothing; one a row, of the step or of a prediction. */
  readonly temperature?: number | Expression<R>;
  /** Keep this many of the most probable tokens. */ readonly topK?: number;
  /** Keep the most probable tokens up to this mass, in (0, 1]. */ readonly topP?: number;
  /** The token that crosses `topP`: `keep` it (Duo, Dream, transformers; the default) or `drop` it (ReMDM, BD3-LM). */
  readonly crossing?: "keep" | "drop";
}

/**
 * Sharpens and cuts a prediction: `p <- softmax(ln p / temperature)`, then top-k, then the nucleus, renormalised.
 *
 * It takes predictions only, never posteriors: a sharpened posterior degenerates.
 *
 * @returns A stage; a temperature below 0, `topK` below 1 or `topP` outside (0, 1] is reported by `check`.
 * @see Holtzman et al. 2019 (1904.09751) for the nucleus.
 *
 * @example A cooler prediction
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, from, predict, shape } from "blockgen/dsl";
 *
 * strictEqual(bodyOf(flow(from.noisy, predict(), shape({ temperature: 0.7 }))).length, 2);
 * ```
 */
export const shape = <R extends Readable = never>(
  options: ShapeOptions<R> = {},
): Stage<{ dist: "x0" } & Have<R>, { dist: "x0" }, never, "shape"> =>
  stage({
    _tag: "Shape",
    temperature: formulaOf(options.temperature ?? 1),
    topK: options.topK ?? null,
    topP: options.topP ?? null,
    crossing: options.crossing ?? "keep",
  });
