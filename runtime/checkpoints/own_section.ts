import * as v from "valibot";
import type { Prediction, Process } from "../../dsl/mod.ts";

const token = v.pipe(v.number(), v.integer(), v.minValue(0));
const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 20));
const processes: v.GenericSchema<unknown, Process> = v.picklist(["absorbing", "uniform"]);
const predictions: v.GenericSchema<unknown, Prediction> = v.picklist(["full", "loo", "unknown"]);

/** A file beside `config.json`: one name, so that a hostile file cannot point out of its folder. */
const fileName = v.pipe(v.string(), v.maxLength(120), v.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, "a plain file name"));

/** `"blockgen"` in `config.json`: what our trainer knows of a model and published files do not say. */
export const ownSection = v.looseObject({
  process: processes,
  prediction: predictions,
  blockSizes: v.union([v.literal("any"), v.pipe(v.array(size), v.minLength(1), v.maxLength(64))]),
  arVerify: v.optional(v.boolean()),
  vocabulary: v.optional(size),
  tokenizer: v.optional(fileName),
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
  /** The tokenizer's file in the same folder. */ readonly tokenizer?: string | undefined;
  readonly eos?: number | undefined;
  readonly pad?: number | undefined;
}
