import { type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import type { Loadable } from "../blockdit/loadable.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import { splitCorpus, tokensOf } from "../train/corpora/mod.ts";
import { settingsIn } from "../train/settings_file_node.ts";
import { failed, type Failure, misused } from "./failure.ts";

/** A text in a model's tokens. */
export interface HeldOut {
  readonly title: string;
  /** What the model may have been trained on. */ readonly train: Uint16Array;
  /** What it was not. */ readonly tokens: Uint16Array;
  readonly charactersOf: (tokens: ArrayLike<number>) => number;
}

/** The text of the training that left its settings in the folder, unless another one is named. */
const nameOf = async (wanted: string | undefined, folder: string): Promise<Either<Failure, string>> => {
  if (wanted !== undefined) { return right(wanted); }
  const settings = await settingsIn(folder);
  return isRight(settings) ? right(settings.right.corpus) : misused(
    `Cannot evaluate without --text as ${folder} does not say what was trained on: kjv, genesis, mini or a file`,
  );
};

/**
 * The held-out part of a text, cut as in training, in the tokens of a checkpoint.
 *
 * @param length Tokens of a row: at least one must fit.
 */
export const heldOut = async (
  wanted: string | undefined,
  folder: string,
  { tokenizer, abilities, withoutTokenizer }: Loadable,
  length: number,
): Promise<Either<Failure, HeldOut>> => {
  if (tokenizer === null) { return failed(withoutTokenizer ?? "Cannot evaluate without a tokenizer"); }
  const name = await nameOf(wanted, folder);
  if (isLeft(name)) { return name; }
  const corpus = await loadCorpus(name.right);
  if (isLeft(corpus)) { return failed(describeCorpusError(corpus.left)); }
  const { train, validation } = splitCorpus(corpus.right.text);
  const reader = { encode: tokenizer.encode, vocabulary: abilities.vocabulary };
  const [learnt, kept] = [tokensOf(reader, train), tokensOf(reader, validation)];
  if (isLeft(learnt)) { return failed(describeCorpusError(learnt.left)); }
  if (isLeft(kept)) { return failed(describeCorpusError(kept.left)); }
  if (kept.right.length < length) {
    return failed(
      `Cannot evaluate on ${name.right} as its held-out part must have at least ${length} tokens: found ${kept.right.length}`,
    );
  }
  return right({
    title: corpus.right.title,
    train: learnt.right,
    tokens: kept.right,
    charactersOf: (tokens) => tokenizer.decode(Array.from(tokens)).length,
  });
};
