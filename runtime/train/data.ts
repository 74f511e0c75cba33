import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { bytePairTokenizer, learnBytePairs, toTokenizerJson } from "../tokenizers/mod.ts";
import { type Corpus, splitCorpus, tokensOf } from "./corpora/corpus.ts";
import type { CorpusError } from "./corpora/errors.ts";
import type { TrainError } from "./errors.ts";

/** A text as a run reads it. */
export interface TrainData {
  readonly title: string;
  readonly licence: string;
  readonly source: string;
  readonly tokens: Uint16Array;
  /** Text that is not trained on. */ readonly validation: Uint16Array;
  /** Real tokens V. */ readonly vocabulary: number;
  /** Characters of each token. */ readonly lengths: readonly number[];
  /** The tokenizer as a file. */ readonly tokenizerJson: string;
  readonly decode: (tokens: readonly number[]) => string;
}

/** Splits a corpus, learns a tokenizer from its training part and encodes both parts. */
export const prepareData = (corpus: Corpus, pieces: number): Either<CorpusError, TrainData> => {
  const { train, validation } = splitCorpus(corpus.text);
  const table = learnBytePairs(corpus.text, { pieces });
  if (isLeft(table)) { return left({ _tag: "Untokenized", error: table.left }); }
  const tokenizer = bytePairTokenizer(table.right);
  const both = [train, validation].map((text) => tokensOf(tokenizer, text));
  const [tokens, held] = both;
  if (isLeft(tokens)) { return tokens; }
  if (isLeft(held)) { return left(held.left); }
  return right({
    title: corpus.title,
    licence: corpus.licence,
    source: corpus.source,
    tokens: tokens.right,
    validation: held.right,
    vocabulary: tokenizer.vocabulary,
    lengths: tokenizer.pieces.map((piece) => piece.length),
    tokenizerJson: toTokenizerJson(table.right),
    decode: tokenizer.decode,
  });
};

/** Why rows of a length cannot be cut from a text, or null: a window must fit wherever a pass begins, and one row be held out. */
export const textProblem = (
  { tokens, validation }: Pick<TrainData, "tokens" | "validation">,
  length: number,
): TrainError | null => {
  const short = (part: "train" | "validation", least: number, found: number): TrainError | null =>
    found >= least ? null : { _tag: "TextTooShort", part, least, found, length };
  return short("train", 2 * length - 1, tokens.length) ?? short("validation", length, validation.length);
};
