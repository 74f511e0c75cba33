import type { Tokenizer } from "../../model.ts";
import { charactersOf } from "./judge.ts";

/**
 * How many tokens a text begins with that spell its first characters: the least number whose text is at least that long, so that a token
 * which spells the last of them and more counts as one of them. All tokens where they spell fewer.
 *
 * @param characters Code points.
 */
export const givenTokens = (
  tokens: readonly number[],
  characters: number,
  { decode }: Pick<Tokenizer, "decode">,
): number => {
  let count = 0;
  while (count < tokens.length && charactersOf(decode(tokens.slice(0, count))) < characters) { count++; }
  return count;
};
