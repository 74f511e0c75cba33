import type { TrainData } from "./data.ts";

/** 64 bits of some whole numbers: two multiplicative hashes, each with its own odd factor. */
const digits = (parts: readonly ArrayLike<number>[]): string => {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  const take = (x: number): void => {
    a = Math.imul(a ^ x, 0x01000193);
    b = Math.imul(b ^ (b >>> 15) ^ x, 0x85ebca6b);
  };
  for (const part of parts) {
    take(part.length);
    for (let i = 0; i < part.length; i++) { take(part[i]!); }
  }
  return [a, b].map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
};

/**
 * What a run reads in 16 hexadecimal digits: its tokens, those held out, and the tokenizer. A text that was edited since has other ones,
 * and often a tokenizer that gives the same numbers another meaning.
 */
export const fingerprintOf = (
  { tokens, validation, tokenizerJson }: Pick<TrainData, "tokens" | "validation" | "tokenizerJson">,
): string => digits([tokens, validation, new TextEncoder().encode(tokenizerJson)]);
