import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { CodecError } from "./codec_error.ts";

/** Deepest nesting of objects and lists: some 60 nodes inside each other, far from the end of any stack. */
const MOST_LEVELS = 128;
/** Most numbers, texts, lists and objects together: some 10,000 nodes. */
const MOST_VALUES = 100_000;
/** Longest name. */
export const MOST_CHARACTERS = 1_000;

/** Refuses what is too deep or too large, cycles included, before anything recursive looks at it. */
export const withinLimits = (value: unknown): Either<CodecError, unknown> => {
  const waiting: { readonly value: unknown; readonly level: number }[] = [{ value, level: 0 }];
  for (let seen = 0; waiting.length > 0; seen++) {
    const next = waiting.pop()!;
    if (next.level > MOST_LEVELS) { return left({ _tag: "TooDeep", limit: MOST_LEVELS }); }
    const inside = typeof next.value === "object" && next.value !== null ? Object.values(next.value) : [];
    if (seen + waiting.length + inside.length > MOST_VALUES) { return left({ _tag: "TooLarge", limit: MOST_VALUES }); }
    inside.forEach((inner) => waiting.push({ value: inner, level: next.level + 1 }));
  }
  return right(value);
};
