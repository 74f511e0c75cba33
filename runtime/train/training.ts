import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { JaxDevice, JaxMissing } from "../blockdit/jax/missing.ts";
import type { TrainEvent, TrainRun } from "./events.ts";

/**
 * Trains BlockDiT on a mixture of block sizes, as `blockgen train` does: an asynchronous generator of events, which ends when the budget
 * is used or the signal says so, or with a `Failed` one, which is the first where the text is too short or `from` another run's. What it logs and saves is the caller's to keep: see `logLine` and `checkpointFiles`.
 *
 * @param run Settings (`readTrainConfig`) and text (`prepareData`, for examples with the `length` of the settings).
 * @param device Where jax-js computes: `wasm` in Node, Deno and browsers, `webgpu` in Deno and browsers.
 * @returns The events; or why there are none: the package @jax-js/jax is optional, see `describeJaxMissing`.
 *
 * @example Two updates on eight lines
 * ```ts
 * import { isLeft } from "fp-ts/lib/Either.js";
 * import { deepStrictEqual } from "node:assert/strict";
 * import { describeJaxMissing, describeTrain, prepareData, readTrainConfig, training } from "blockgen/runtime";
 *
 * const text = "the cat sat on the mat. the rat sat on the cat.\n".repeat(80);
 * const data = prepareData({ title: "cats", licence: "MIT", source: "here", text }, 20);
 * const config = readTrainConfig({ corpus: "cats", width: 8, layers: 1, heads: 1, length: 16, rows: 4, vocabulary: 20, steps: 2 });
 * if (isLeft(data) || isLeft(config)) { throw new Error("these are settings and a text"); }
 * const events = await training({ config: config.right, data: data.right });
 * if (isLeft(events)) { throw new Error(describeJaxMissing(events.left)); }
 * const tags: string[] = [];
 * for await (const event of events.right) {
 *   if (event._tag === "Failed") { throw new Error(describeTrain(event.error)); }
 *   tags.push(event._tag === "Logged" ? event.record.kind : event.ending);
 * }
 * deepStrictEqual(tags, ["train", "train", "eval", "finished"]);
 * ```
 */
export const training = async (
  run: TrainRun,
  device: JaxDevice = "wasm",
): Promise<Either<JaxMissing, AsyncGenerator<TrainEvent, void>>> => {
  // Only who trains loads the trainer.
  const { loadJax } = await import("../blockdit/jax/load.ts");
  const jax = await loadJax(device);
  if ("_tag" in jax) { return left(jax); }
  const { train } = await import("./trainer.ts");
  return right(train(jax, run));
};
