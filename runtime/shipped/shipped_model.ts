import type { Either } from "fp-ts/lib/Either.js";
import { type CheckpointModel, loadCheckpointModel, type LoadOptions } from "../blockdit/load.ts";
import type { LoadError } from "../blockdit/load_error.ts";
import { type ShippedName, shippedReference } from "./names.ts";

/**
 * A model that ships with the package: `masked` or `uniform`, BlockDiTs of 0.54 million parameters trained on the King James Bible with
 * that noise; or `ar`, trained from left to right only on the same tokens, which judges their texts. Rows of up to 128 tokens, which
 * are about 300 characters.
 *
 * @param options The engine, `auto` unless said: onnxruntime where it is installed, else gpu.js.
 * @returns The model, or why there is none: see `describeLoadError`. It is read from a disk (Node, Deno); a page fetches the files and
 * takes `modelFromFiles`.
 *
 * @example Twelve words of a small Bible
 * ```ts
 * import { isRight } from "fp-ts/lib/Either.js";
 * import { ok } from "node:assert/strict";
 * import { ar, arpc } from "blockgen/dsl";
 * import { sample, shippedModel } from "blockgen/runtime";
 *
 * const model = await shippedModel("masked", { engine: "host" });
 * if (!isRight(model)) { throw new Error("it ships"); }
 * const { rows } = await sample(arpc({ size: 16, steps: 2, by: ar.nll }), model.right, { length: 16, seed: 1 });
 * ok(rows[0]!.text!.length > 16);
 * await model.right.dispose();
 * ```
 */
export const shippedModel = (
  name: ShippedName,
  options: LoadOptions = {},
): Promise<Either<LoadError, CheckpointModel>> => loadCheckpointModel(shippedReference(name), options);
