import * as v from "valibot";
import type { Prediction, Process } from "../../dsl/mod.ts";

const token = v.pipe(v.number(), v.integer(), v.minValue(0));
const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 20));
const processes: v.GenericSchema<unknown, Process> = v.picklist(["absorbing", "uniform"]);
const predictions: v.GenericSchema<unknown, Prediction> = v.picklist(["full", "loo", "unknown"]);

/** `"blockgen"` in `config.json`: what our trainer knows of a model and published files do not say. */
export const ownSection = v.looseObject({
  process: processes,
  prediction: predictions,
  blockSizes: v.union([v.literal("any"), v.pipe(v.array(size), v.minLength(1), v.maxLength(64))]),
  arVerify: v.optional(v.boolean()),
  vocabulary: v.optional(size),
  eos: v.optional(token),
  pad: v.optional(token),
});

/** What the section says. */
export interface OwnSection {
  readonly process: Process;
  /** What its training loss makes of predictions. */ readonly prediction: Prediction;
  readonly blockSizes: "any" | readonly number[];
  /** Was it trained to predict left to right too? Default true. */ readonly arVerify?: boolean | undefined;
  /** Real tokens, where the embedding has rows that are none. */ readonly vocabulary?: number | undefined;
  readonly eos?: number | undefined;
  readonly pad?: number | undefined;
}
