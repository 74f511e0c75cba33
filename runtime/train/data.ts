import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { bytePairTokenizer, learnBytePairs, toTokenizerJson } from "../tokenizers/mod.ts";
import type { Corpus } from "./corpora/corpus.ts";
import type { CorpusError } from "./corpora/errors.ts";
import { type CorpusParts, corpusParts } from "./corpora/parts.ts";

/** A text as a run reads it. */
export interface TrainData extends CorpusParts {
  readonly title: string;
  readonly licence: string;
  readonly source: string;
  /** Real tokens V. */ readonly vocabulary: number;
  /** Characters of each token. */ readonly lengths: readonly number[];
  /** The tokenizer as a file. */ readonly tokenizerJson: string;
  readonly decode: (tokens: readonly number[]) => string;
}

/** Tokens of a row in runs that name no other number. */
const USUAL_LENGTH = 128;

/**
 * Splits a corpus, learns a tokenizer from its text and encodes both parts.
 *
 * @param length Tokens of a row, 128 unless said: examples have one each, padded with the token that ends a text, and are trained on
 * at this length alone. Other texts are the same at any length.
 */
export const prepareData = (corpus: Corpus, pieces: number, length = USUAL_LENGTH): Either<CorpusError, TrainData> => {
  const { title, licence, source, text, examples } = corpus;
  const table = learnBytePairs(text, { pieces, eos: examples !== undefined });
  if (isLeft(table)) { return left({ _tag: "Untokenized", error: table.left }); }
  const tokenizer = bytePairTokenizer(table.right);
  const parts = corpusParts(tokenizer, corpus, length);
  if (isLeft(parts)) { return parts; }
  return right({
    title,
    licence,
    source,
    ...parts.right,
    vocabulary: tokenizer.vocabulary,
    lengths: tokenizer.pieces.map((piece) => piece.length),
    tokenizerJson: toTokenizerJson(table.right),
    decode: tokenizer.decode,
  });
};
