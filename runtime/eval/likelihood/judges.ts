import { promptLengths } from "../../train/corpora/examples.ts";
import { meanBits, type Ngram, trainNgram } from "../ngram.ts";

/** What 5-grams make of a text, bits per character: judges that owe nothing to the network. */
export interface JudgeBits {
  readonly wittenBell: number;
  readonly kneserNey: number;
}

/** Rows that begin with a prompt. */
export interface PromptedRows {
  /** Tokens of a row. */ readonly length: number;
  /** The token that ends a prompt. */ readonly separator: number;
}

const rowsIn = (tokens: ArrayLike<number>, length: number): readonly (readonly number[])[] => {
  const all = Array.from(tokens);
  return Array.from({ length: all.length / length }, (_, row) => all.slice(row * length, (row + 1) * length));
};

/** Nats of what stands behind the prompts, each row a text of its own. */
const natsBehind = (ngram: Ngram, tokens: ArrayLike<number>, { length, separator }: PromptedRows): Float64Array => {
  const prompts = promptLengths(tokens, length, separator);
  return Float64Array.from(
    rowsIn(tokens, length).flatMap((row, i) => [...ngram.logProbability(row).subarray(prompts[i])]),
  );
};

/**
 * 5-grams of the training part of a text on its held-out part, both in the network's tokens.
 *
 * @param prompted Where both parts are rows that begin with a prompt: it is given, and does not count.
 */
export const judgeBits = (
  train: ArrayLike<number>,
  heldOut: ArrayLike<number>,
  vocabulary: number,
  characters: number,
  prompted?: PromptedRows,
): JudgeBits => {
  const texts = prompted === undefined ? [train] : rowsIn(train, prompted.length);
  const bits = (smoothing: "witten-bell" | "kneser-ney"): number => {
    const ngram = trainNgram(texts, { vocabulary, smoothing });
    const nats = prompted === undefined ? ngram.logProbability(heldOut) : natsBehind(ngram, heldOut, prompted);
    return meanBits(nats, characters);
  };
  return { wittenBell: bits("witten-bell"), kneserNey: bits("kneser-ney") };
};
