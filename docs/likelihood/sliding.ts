import type { Scorer } from "../../runtime/eval/likelihood/mod.ts";
import type { HeldOut } from "./text.ts";

/** Windows of one call. */
const BATCH = 8;

/** Windows half a row apart: of each the second half counts. */
const windowsOf = ({ x0, length }: HeldOut): readonly number[] => {
  const half = length / 2;
  return Array.from({ length: x0.length / half - 1 }, (_, i) => i * half);
};

/**
 * Bits per character from left to right where each token has at least half a row before it: what a row costs that does not begin
 * from nothing. The first half row of the text does not count.
 */
export const slidingBits = async (scorer: Scorer, text: HeldOut): Promise<number> => {
  const { x0, length, charactersOf } = text;
  const { vocabulary, process } = scorer;
  const starts = windowsOf(text);
  let nats = 0;
  for (let from = 0; from < starts.length; from += BATCH) {
    const some = starts.slice(from, from + BATCH);
    const clean = Int32Array.from(some.flatMap((start) => [...x0.subarray(start, start + length)]));
    // The prior says nothing: masks, or tokens that have nothing to do with the text.
    const xt = clean.map((_, i) => process === "absorbing" ? vocabulary : (i * 7919) % vocabulary);
    const alpha = new Float64Array(clean.length);
    const logP = await scorer.score({ x0: clean, xt, alpha, length, blockSize: 1 });
    for (let i = 0; i < clean.length; i++) {
      if (i % length >= length / 2) { nats -= logP[i * vocabulary + clean[i]]; }
    }
  }
  const counted = x0.subarray(length / 2);
  return nats / Math.LN2 / charactersOf(counted);
};
