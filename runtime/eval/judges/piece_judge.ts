import { isLeft, right } from "fp-ts/lib/Either.js";
import type { LoadedTokenizer } from "../../tokenizers/load.ts";
import { trainNgram } from "../ngram.ts";
import { encodeTexts } from "./encode.ts";
import { givenTokens } from "./given_tokens.ts";
import { type Judge, nothingToFree } from "./judge.ts";
import type { NgramJudgeOptions } from "./ngram_judge.ts";
import { sumScores } from "./sum_scores.ts";

/**
 * An n-gram model of a text's tokens as a judge: on the tokens of a network it says what counting alone makes of the network's texts.
 *
 * @param tokens Of the text that is counted.
 * @see `trainNgram`; 5-grams with the smoothing of Kneser and Ney unless said.
 */
export const pieceJudge = (
  tokenizer: Pick<LoadedTokenizer, "encode" | "decode" | "vocabulary">,
  tokens: ArrayLike<number>,
  options: NgramJudgeOptions = {},
): Judge => {
  const { order = 5, smoothing = "kneser-ney" } = options;
  const name = `${options.name ?? "n-gram"}, ${order}-gram of ${tokenizer.vocabulary} pieces`;
  const model = trainNgram([tokens], { vocabulary: tokenizer.vocabulary, order, smoothing });
  return {
    name,
    readsGiven: true,
    conventions: "texts are tokenised again, all tokens count, the first has no history, texts do not end",
    score: (texts, given = []) => {
      const encoded = encodeTexts(name, tokenizer, texts);
      return Promise.resolve(
        isLeft(encoded) ? encoded : right(encoded.right.map((tokens, i) => {
          const unscored = givenTokens(tokens, given[i] ?? 0, tokenizer);
          return sumScores({ tokens, unscored }, model.logProbability(tokens), tokenizer, undefined);
        })),
      );
    },
    dispose: nothingToFree,
  };
};
