import { type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import type { Loadable } from "../blockdit/loadable.ts";
import { charactersOf as codePointsOf } from "../eval/judges/judge.ts";
import type { Tokenizer } from "../model.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import { corpusNames, loadCorpus } from "../train/corpora/load_node.ts";
import { type CorpusParts, corpusParts, type PartsTokenizer } from "../train/corpora/parts.ts";
import { settingsIn } from "../train/settings_file_node.ts";
import { failed, type Failure, misused } from "./failure.ts";

/** A text in a model's tokens: what it may have been trained on, and what not. */
export interface HeldOut extends CorpusParts {
  readonly title: string;
  readonly charactersOf: (tokens: ArrayLike<number>) => number;
}

/** The text of the training that left its settings in the folder, unless another one is named. */
const nameOf = async (wanted: string | undefined, folder: string): Promise<Either<Failure, string>> => {
  if (wanted !== undefined) { return right(wanted); }
  const settings = await settingsIn(folder);
  return isRight(settings) ? right(settings.right.corpus) : misused(
    `Cannot evaluate without --text as ${folder} does not say what was trained on: ${corpusNames.join(", ")} or a file`,
  );
};

/** Rows of examples need to know which token ends a prompt: a line break, where that is a token of its own. */
const newlineOf = ({ encode }: Tokenizer): number | null => {
  const found = encode("\n");
  return "tokens" in found && found.tokens.length === 1 ? found.tokens[0]! : null;
};

const readerOf = (tokenizer: Tokenizer, { vocabulary, eos }: Loadable["abilities"]): PartsTokenizer => ({
  encode: tokenizer.encode,
  vocabulary,
  eos: eos ?? null,
  newline: newlineOf(tokenizer),
});

/** Why a part of a text cannot be measured, in a sentence, or null. */
const unfit = (name: string, tokens: Uint16Array, length: number, vocabulary: number): string | null => {
  if (tokens.length < length) {
    return `Cannot evaluate on ${name} as its held-out part must have at least ${length} tokens: found ${tokens.length}`;
  }
  const strange = tokens.find((token) => token >= vocabulary);
  return strange === undefined
    ? null
    : `Cannot evaluate on ${name} as the tokenizer must have the ${vocabulary} tokens of this network: found the token ${strange}`;
};

/**
 * The held-out part of a text, as training holds it out, in the tokens of a checkpoint: rows of examples where it has some.
 *
 * @param length Tokens of a row: at least one must fit.
 */
export const heldOut = async (
  wanted: string | undefined,
  folder: string,
  { tokenizer, abilities, withoutTokenizer }: Pick<Loadable, "tokenizer" | "abilities" | "withoutTokenizer">,
  length: number,
): Promise<Either<Failure, HeldOut>> => {
  if (tokenizer === null) {
    return failed(`${withoutTokenizer ?? "There is no tokenizer."} Give one with --tokenizer FOLDER.`);
  }
  const name = await nameOf(wanted, folder);
  if (isLeft(name)) { return name; }
  const corpus = await loadCorpus(name.right);
  if (isLeft(corpus)) { return failed(describeCorpusError(corpus.left)); }
  const parts = corpusParts(readerOf(tokenizer, abilities), corpus.right, length);
  if (isLeft(parts)) { return failed(describeCorpusError(parts.left)); }
  const problem = unfit(name.right, parts.right.validation, length, abilities.vocabulary);
  if (problem !== null) { return failed(problem); }
  const isText = (token: number): boolean => token !== abilities.eos;
  // Code points, as judges count them.
  const charactersOf = (tokens: ArrayLike<number>): number =>
    codePointsOf(tokenizer.decode(Array.from(tokens).filter(isText)));
  return right({ title: corpus.right.title, ...parts.right, charactersOf });
};
