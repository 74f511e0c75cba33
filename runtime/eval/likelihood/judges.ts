import { promptLengths } from "../../train/corpora/examples.ts";
import { meanBits, type Ngram, trainNgram } from "../ngram.ts";

/** What 5-grams make of a text, bits per character: judges that owe nothing to the network. */
export interface JudgeBits {
  readonly wittenBell: number;
  readonly kneserNey: number;
}

/** How held-out text is cut, as it is for the network. */
export interface JudgedRows {
  /** Tokens of a row. */ readonly length: number;
  /** Where rows of both parts begin with a prompt: the token that ends it. */ readonly separator?: number;
}

const rowsIn = (tokens: ArrayLike<number>, length: number): readonly (readonly number[])[] => {
  const all = Array.from(tokens);
  return Array.from({ length: all.length / length }, (_, row) => all.slice(row * length, (row + 1) * length));
};

/** Log-probabilities of what counts, each row from nothing: all of it, or what stands behind the prompts. */
const natsOf = (ngram: Ngram, tokens: ArrayLike<number>, { length, separator }: JudgedRows): Float64Array => {
  const prompts = separator === undefined ? [] : promptLengths(tokens, length, separator);
  return Float64Array.from(
    rowsIn(tokens, length).flatMap((row, i) => [...ngram.logProbability(row).subarray(prompts[i] ?? 0)]),
  );
};

/**
 * 5-grams of the training part of a text on its held-out part, both in the network's tokens. Each held-out row begins from nothing, as it
 * does for the network; a prompt is given, and does not count.
 */
export const judgeBits = (
  train: ArrayLike<number>,
  heldOut: ArrayLike<number>,
  vocabulary: number,
  characters: number,
  rows: JudgedRows,
): JudgeBits => {
  const texts = rows.separator === undefined ? [train] : rowsIn(train, rows.length);
  const bits = (smoothing: "witten-bell" | "kneser-ney"): number =>
    meanBits(natsOf(trainNgram(texts, { vocabulary, smoothing }), heldOut, rows), characters);
  return { wittenBell: bits("witten-bell"), kneserNey: bits("kneser-ney") };
};
