import { meanBits, trainNgram } from "../ngram.ts";

/** What 5-grams make of a text, bits per character: judges that owe nothing to the network. */
export interface JudgeBits {
  readonly wittenBell: number;
  readonly kneserNey: number;
}

/** 5-grams of the training part of a text on its held-out part, both in the network's tokens. */
export const judgeBits = (
  train: ArrayLike<number>,
  heldOut: ArrayLike<number>,
  vocabulary: number,
  characters: number,
): JudgeBits => {
  const bits = (smoothing: "witten-bell" | "kneser-ney"): number =>
    meanBits(trainNgram([train], { vocabulary, smoothing }).logProbability(heldOut), characters);
  return { wittenBell: bits("witten-bell"), kneserNey: bits("kneser-ney") };
};
