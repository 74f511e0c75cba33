import type { Tokenizer } from "../../model.ts";
import { counted } from "./counted.ts";
import { charactersOf, type TextScore } from "./judge.ts";

/** A text in a judge's tokens, cut to its first chunk. */
export interface JudgedText {
  readonly tokens: readonly number[];
  /** Tokens at its start that are only read, not scored. */ readonly unscored: number;
}

/**
 * Adds up what the tokens of a text cost.
 *
 * @param logP `ln p(token | those before)` of each token, `[tokens]`.
 */
export const sumScores = (
  { tokens, unscored }: JudgedText,
  logP: ArrayLike<number>,
  { decode }: Pick<Tokenizer, "decode">,
  eos: number | undefined,
): TextScore => {
  const counts = counted(tokens, eos).map((counts, i) => counts && i >= unscored);
  const scored = tokens.filter((token, i) => counts[i] && token !== eos);
  return {
    nats: 0 - counts.reduce((sum, counts, i) => counts ? sum + logP[i] : sum, 0),
    tokens: counts.filter(Boolean).length,
    characters: charactersOf(decode(scored)),
  };
};
