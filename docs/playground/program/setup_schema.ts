import * as v from "valibot";
import { wordsOf } from "../../../dsl/interpreters/issue_words.ts";
import type { ModelChoice, Setup } from "../setup.ts";

/** Longest text of one's own that a link holds, in characters. */
export const MOST_TEXT = 200_000;
/** Longest prompt, in characters. */
export const MOST_PROMPT = 2_000;
/** Longest row, in tokens. */
export const MOST_LENGTH = 4_096;

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const process = v.picklist(["absorbing", "uniform"]);

const model: v.GenericSchema<unknown, ModelChoice> = v.variant("_tag", [
  v.strictObject({ _tag: v.literal("Book"), process }),
  v.strictObject({ _tag: v.literal("Text"), process }),
  v.strictObject({ _tag: v.literal("Shipped"), name: v.picklist(["masked", "uniform"]) }),
]);

/** Its nodes are looked at by `fromJson`. */
const side = v.strictObject({ model, sampler: v.nullable(text(100)), nodes: v.unknown() });

/** What both sides share. */
const shared = {
  text: text(MOST_TEXT),
  prompt: text(MOST_PROMPT),
  length: whole(1, MOST_LENGTH),
  seed: whole(0, Number.MAX_SAFE_INTEGER),
  lesson: v.nullable(whole(1, 99)),
};

/** A setup as JSON, version 1. */
export const setupSchema = v.strictObject({ version: v.literal(1), sides: v.strictTuple([side, side]), ...shared });

/** Some of what both sides share. */
export type Shared = Partial<Omit<Setup, "version" | "sides">>;

const someShared = v.partial(v.strictObject(shared));

/** Why no setup can have this, `length must be at most 4096: found 5000`; null if it can. */
export const sharedProblem = (change: Shared): string | null => {
  const result = v.safeParse(someShared, change);
  return result.success ? null : wordsOf(result.issues[0]);
};

/** One side before its program is known to be one. */
export type UnreadSide = v.InferOutput<typeof side>;
