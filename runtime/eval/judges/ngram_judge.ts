import { right } from "fp-ts/lib/Either.js";
import { symbolsOf } from "../../models/fold_text.ts";
import { type NgramOptions, trainNgram } from "../ngram.ts";
import { type Judge, nothingToFree } from "./judge.ts";

/** How the n-gram model is counted. */
export type NgramJudgeOptions = Omit<NgramOptions, "vocabulary"> & { /** Shown to the user. */ readonly name?: string };

/**
 * An n-gram model of the characters of a text as a judge, which owes nothing to any network. Characters that the text lacks share one
 * symbol, so that every text has a score.
 *
 * @see `trainNgram`; 5-grams with the smoothing of Kneser and Ney unless said.
 */
export const ngramJudge = (text: string, options: NgramJudgeOptions = {}): Judge => {
  const { name = "n-gram", order = 5, smoothing = "kneser-ney" } = options;
  const symbols = symbolsOf(text);
  const ids = new Map(symbols.map((symbol, id) => [symbol, id]));
  const tokensOf = (of: string): number[] => Array.from(of, (character) => ids.get(character) ?? symbols.length);
  const model = trainNgram([tokensOf(text)], { vocabulary: symbols.length + 1, order, smoothing });
  return {
    name: `${name}, ${order}-gram`,
    readsGiven: true,
    conventions: `a token is a character, all count, the first has no history, texts do not end`,
    score: (texts, given = []) =>
      Promise.resolve(right(texts.map((of, i) => {
        const logP = model.logProbability(tokensOf(of)).slice(given[i] ?? 0);
        return { nats: -logP.reduce((sum, one) => sum + one, 0), tokens: logP.length, characters: logP.length };
      }))),
    dispose: nothingToFree,
  };
};
