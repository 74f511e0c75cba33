import { type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import type { Loadable } from "../blockdit/loadable.ts";
import { charactersOf as codePointsOf } from "../eval/judges/judge.ts";
import type { Tokenizer } from "../model.ts";
import type { Corpus } from "../train/corpora/corpus.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import { corpusNames, loadCorpus } from "../train/corpora/load_node.ts";
import { type CorpusParts, corpusParts, type PartsTokenizer } from "../train/corpora/parts.ts";
import { settingsIn } from "../train/settings_file_node.ts";
import { failed, type Failure, misused } from "./failure.ts";

/** A text in a model's tokens: what is scored, and what the model may have been trained on. */
export interface HeldOut extends Pick<CorpusParts, "validation" | "separator"> {
  readonly title: string;
  /** `validation` is what training holds out of the text, or all of a text. */ readonly part: "held out" | "all";
  /** Code points of the whole text; null where prompts, which do not count, are among them. */ readonly whole:
    | number
    | null;
  /** What the model was trained on, for 5-grams; null where nobody said. */ readonly tokens: Uint16Array | null;
  readonly charactersOf: (tokens: ArrayLike<number>) => number;
}

/** The text of the training that left its settings in the folder, unless another one is named. */
const nameOf = async (wanted: string | undefined, folder: string): Promise<Either<Failure, string>> => {
  if (wanted !== undefined) { return right(wanted); }
  const settings = await settingsIn(folder);
  return isRight(settings) ? right(settings.right.corpus) : misused(
    `Cannot evaluate without --text as ${folder} does not say what was trained on: ${
      corpusNames.join(", ")
    } or a file; ` +
      "or score all of a file with --held-out",
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

/** What is read of a checkpoint. */
export type TextReader = Pick<Loadable, "tokenizer" | "abilities" | "withoutTokenizer">;

/** The tokenizer, or how to give one. */
export const tokenizerIn = ({ tokenizer, withoutTokenizer }: TextReader): Either<Failure, Tokenizer> =>
  tokenizer === null
    ? failed(`${withoutTokenizer ?? "There is no tokenizer."} Give one with --tokenizer FOLDER.`)
    : right(tokenizer);

/** A text and its two parts, as training cuts it, in the tokens of a checkpoint. */
export const partsOf = async (
  name: string,
  tokenizer: Tokenizer,
  abilities: Loadable["abilities"],
  length: number,
): Promise<Either<Failure, CorpusParts & Pick<Corpus, "title" | "text">>> => {
  const corpus = await loadCorpus(name);
  if (isLeft(corpus)) { return failed(describeCorpusError(corpus.left)); }
  const parts = corpusParts(readerOf(tokenizer, abilities), corpus.right, length);
  if (isLeft(parts)) { return failed(describeCorpusError(parts.left)); }
  return right({ ...parts.right, title: corpus.right.title, text: corpus.right.text });
};

/** Code points of tokens, as judges count them: what ends a text is none of it. */
export const charactersWith =
  ({ decode }: Tokenizer, { eos }: Loadable["abilities"]) => (tokens: ArrayLike<number>): number =>
    codePointsOf(decode(Array.from(tokens).filter((token) => token !== eos)));

/** Why a text, or a part of it, cannot be measured, in a sentence, or null. */
export const unfit = (
  name: string,
  part: "it" | "its held-out part",
  tokens: Uint16Array,
  length: number,
  vocabulary: number,
): string | null => {
  if (tokens.length < length) {
    return `Cannot evaluate on ${name} as ${part} must have at least ${length} tokens: found ${tokens.length}`;
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
  reader: TextReader,
  length: number,
): Promise<Either<Failure, HeldOut>> => {
  const { abilities } = reader;
  const tokenizer = tokenizerIn(reader);
  if (isLeft(tokenizer)) { return tokenizer; }
  const name = await nameOf(wanted, folder);
  if (isLeft(name)) { return name; }
  const parts = await partsOf(name.right, tokenizer.right, abilities, length);
  if (isLeft(parts)) { return parts; }
  const { text, ...found } = parts.right;
  const problem = unfit(name.right, "its held-out part", found.validation, length, abilities.vocabulary);
  if (problem !== null) { return failed(problem); }
  return right({
    ...found,
    part: "held out",
    whole: found.separator === undefined ? codePointsOf(text) : null,
    charactersOf: charactersWith(tokenizer.right, abilities),
  });
};
