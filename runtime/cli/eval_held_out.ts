import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { resolve } from "node:path";
import type { Loadable } from "../blockdit/loadable.ts";
import { charactersOf } from "../eval/judges/judge.ts";
import type { Tokenizer } from "../model.ts";
import { type Corpus, tokensOf } from "../train/corpora/corpus.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import { charactersWith, type HeldOut, partsOf, type TextReader, tokenizerIn, unfit } from "./eval_text.ts";
import { failed, type Failure, misused } from "./failure.ts";

/** A text to be scored as a whole, which problems with prompts are not. */
const wholeText = async (file: string): Promise<Either<Failure, Corpus>> => {
  const corpus = await loadCorpus(file);
  if (isLeft(corpus)) { return failed(describeCorpusError(corpus.left)); }
  return corpus.right.examples === undefined ? corpus : misused(
    `Cannot take ${file} as --held-out as it is made of problems to learn from and of others: score those with --text ${file}`,
  );
};

/** What the 5-grams count: the training part of the text that `--text` names, or nothing. */
const trainedOn = async (
  name: string | undefined,
  tokenizer: Tokenizer,
  abilities: Loadable["abilities"],
  length: number,
): Promise<Either<Failure, Uint16Array | null>> => {
  if (name === undefined) { return right(null); }
  const parts = await partsOf(name, tokenizer, abilities, length);
  if (isLeft(parts)) { return parts; }
  return parts.right.separator === undefined ? right(parts.right.tokens) : misused(
    `Cannot hold 5-grams of ${name} against a text as its rows begin with prompts: leave --text or --held-out out`,
  );
};

/** All of a text in tokens, or why it cannot be scored. */
const tokensIn = (
  file: string,
  text: string,
  tokenizer: Tokenizer,
  { vocabulary }: Loadable["abilities"],
  length: number,
): Either<Failure, Uint16Array> => {
  const tokens = tokensOf({ encode: tokenizer.encode, vocabulary }, text);
  if (isLeft(tokens)) { return failed(describeCorpusError(tokens.left)); }
  const problem = unfit(file, "it", tokens.right, length, vocabulary);
  return problem === null ? tokens : failed(problem);
};

/**
 * A text all of which is scored, up to less than a row at its end; 5-grams are those of the text that the model was trained on, where
 * that is named.
 *
 * @param length Tokens of a row: at least one must fit.
 */
export const heldOutFile = async (
  file: string,
  text: string | undefined,
  reader: TextReader,
  length: number,
): Promise<Either<Failure, HeldOut>> => {
  if (text !== undefined && resolve(text) === resolve(file)) {
    return misused(`Cannot hold out ${file} as --text says that the model was trained on it: leave one of the two out`);
  }
  const tokenizer = tokenizerIn(reader);
  if (isLeft(tokenizer)) { return tokenizer; }
  const corpus = await wholeText(file);
  if (isLeft(corpus)) { return corpus; }
  const { abilities } = reader;
  const validation = tokensIn(file, corpus.right.text, tokenizer.right, abilities, length);
  if (isLeft(validation)) { return validation; }
  const tokens = await trainedOn(text, tokenizer.right, abilities, length);
  if (isLeft(tokens)) { return tokens; }
  const charactersIn = charactersWith(tokenizer.right, abilities);
  const whole = { title: corpus.right.title, part: "all", whole: charactersOf(corpus.right.text) } as const;
  return right({ ...whole, validation: validation.right, tokens: tokens.right, charactersOf: charactersIn });
};
