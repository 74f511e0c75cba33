import { meanBits, trainNgram } from "../../runtime/eval/ngram.ts";
import { bytePairTokenizer, learnBytePairs } from "../../runtime/tokenizers/mod.ts";
import { type Corpus, splitCorpus, tokensOf } from "../../runtime/train/corpora/mod.ts";
import type { Found, NgramBits } from "./found.ts";
import { must } from "./measure.ts";
import type { HeldOut } from "./text.ts";

const smoothings = { wittenBell: "witten-bell", kneserNey: "kneser-ney" } as const;

/** 5-grams of some tokens on texts, each of which begins from nothing. */
const bitsOf = (
  train: ArrayLike<number>,
  texts: readonly ArrayLike<number>[],
  vocabulary: number,
  characters: number,
): NgramBits => {
  const bits = (smoothing: typeof smoothings[keyof typeof smoothings]): number => {
    const model = trainNgram([train], { vocabulary, smoothing });
    return texts.reduce((sum, text) => sum + meanBits(model.logProbability(text), characters), 0);
  };
  return { wittenBell: bits(smoothings.wittenBell), kneserNey: bits(smoothings.kneserNey) };
};

/** The judges on the networks' tokens, with histories over the ends of rows and without. */
export const ngramBits = ({ train, x0, length, vocabulary, characters }: HeldOut): Found["ngrams"] => ({
  across: bitsOf(train, [x0], vocabulary, characters),
  within: bitsOf(
    train,
    Array.from({ length: x0.length / length }, (_, row) => x0.subarray(row * length, (row + 1) * length)),
    vocabulary,
    characters,
  ),
});

/** The same counted on the tokens of a tokenizer with so many pieces, on the whole held-out part. */
export const piecesBits = ({ text }: Corpus, pieces: number): Found["pieces"][number] => {
  const tokenizer = bytePairTokenizer(must(learnBytePairs(text, { pieces })));
  const { train, validation } = splitCorpus(text);
  const [learnt, kept] = [must(tokensOf(tokenizer, train)), must(tokensOf(tokenizer, validation))];
  return { pieces, ...bitsOf(learnt, [kept], tokenizer.vocabulary, validation.length) };
};
