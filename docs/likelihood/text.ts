import { shippedFolder } from "../../runtime/shipped/place_node.ts";
import { tokenizerFor } from "../../runtime/tokenizers/load_node.ts";
import { loadCorpus } from "../../runtime/train/corpora/load_node.ts";
import { type Corpus, splitCorpus, tokensOf } from "../../runtime/train/corpora/mod.ts";
import { must } from "./measure.ts";

/** Held-out text in rows of the networks that ship, and what they were trained on. */
export interface HeldOut {
  readonly corpus: Corpus;
  readonly train: Uint16Array;
  /** `[row][position]`. */ readonly x0: Int32Array;
  /** Tokens of a row. */ readonly length: number;
  readonly characters: number;
  readonly charactersOf: (tokens: ArrayLike<number>) => number;
  readonly vocabulary: number;
}

/** The first rows of the held-out part, all of them if there are no more. */
export const heldOut = async (rows: number, length = 128): Promise<HeldOut> => {
  const tokenizer = must(await tokenizerFor(shippedFolder("masked")));
  const corpus = must(await loadCorpus("kjv"));
  const { train, validation } = splitCorpus(corpus.text);
  const tokens = must(tokensOf(tokenizer, validation));
  const kept = Math.min(rows, Math.floor(tokens.length / length));
  const x0 = Int32Array.from(tokens.subarray(0, kept * length));
  const charactersOf = (some: ArrayLike<number>): number => tokenizer.decode(Array.from(some)).length;
  return {
    corpus,
    train: must(tokensOf(tokenizer, train)),
    x0,
    length,
    characters: charactersOf(x0),
    charactersOf,
    vocabulary: tokenizer.vocabulary,
  };
};
