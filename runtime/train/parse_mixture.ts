import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { BlockShare, Mixture } from "./mixture.ts";

const no = (text: string, why: string): Either<string, never> =>
  left(`Cannot read the blocks ${JSON.stringify(text)} as ${why}: write SIZE:WEIGHT,..., for example 1:0.1,16:0.9`);

const shareOf = (part: string): BlockShare | string => {
  const [size = "", weight = "1", ...more] = part.trim().split(":");
  if (more.length > 0) { return `${JSON.stringify(part.trim())} must be one size and one weight`; }
  if (!/^[1-9]\d*$/.test(size)) { return `a block size must be a whole number from 1: found ${JSON.stringify(size)}`; }
  const number = weight.trim() === "" ? NaN : Number(weight);
  return number > 0 && number < Infinity
    ? { size: Number(size), weight: number }
    : `the weight of block size ${size} must be a number above 0: found ${JSON.stringify(weight)}`;
};

/**
 * Reads a mixture of block sizes, `1:0.1,16:0.9`; a size alone has weight 1. The result is in order of size and adds up to 1. Sizes
 * must divide the largest, as one compiled step serves them all.
 *
 * @example Weights are shares
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { parseMixture } from "blockgen/runtime";
 *
 * const read = parseMixture("16:3,1:1");
 * deepStrictEqual(read._tag === "Right" && read.right, [{ size: 1, weight: 0.25 }, { size: 16, weight: 0.75 }]);
 * ```
 */
export function parseMixture(text: string): Either<string, Mixture> {
  const parts = text.split(",").map(shareOf);
  const bad = parts.find((part) => typeof part === "string");
  if (bad !== undefined) { return no(text, bad); }
  const shares = (parts as BlockShare[]).sort((a, b) => a.size - b.size);
  const twice = shares.find(({ size }, i) => size === shares[i + 1]?.size);
  if (twice !== undefined) { return no(text, `block size ${twice.size} must be named once`); }
  const largest = shares.at(-1)!.size;
  const odd = shares.find(({ size }) => largest % size !== 0);
  if (odd !== undefined) {
    return no(
      text,
      `every size must divide the largest: ${odd.size} does not divide ${largest}`,
    );
  }
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  return right(shares.map(({ size, weight }) => ({ size, weight: weight / total })));
}
