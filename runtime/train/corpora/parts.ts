import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { LoadedTokenizer } from "../../tokenizers/load.ts";
import { type Corpus, splitCorpus, tokensOf } from "./corpus.ts";
import type { CorpusError } from "./errors.ts";
import { type Example, exampleRows, type ExampleSplit } from "./examples.ts";

/** The two parts of a corpus in tokens. */
export interface CorpusParts {
  readonly tokens: Uint16Array;
  /** What is not trained on. */ readonly validation: Uint16Array;
  /**
   * In data of examples, each of which has a row: the token that ends a prompt. Prompts get no noise and do not count, as those of
   * the paper's TinyGSM runs (`train_on_prompt=False`, `train_on_pad=True`).
   */
  readonly separator?: number;
  /** Tokens of such a row, whose beginning is lost in rows of any other length. */ readonly rowLength?: number;
}

/** What turns a corpus of either kind into tokens. */
export interface PartsTokenizer extends Pick<LoadedTokenizer, "encode" | "vocabulary" | "eos"> {
  /** The token of a new line, if there is one. */ readonly newline: number | null;
}

const both = (
  tokens: Either<CorpusError, Uint16Array>,
  validation: Either<CorpusError, Uint16Array>,
): Either<CorpusError, CorpusParts> => {
  if (isLeft(tokens)) { return tokens; }
  return isLeft(validation) ? validation : right({ tokens: tokens.right, validation: validation.right });
};

const exampleParts = (
  { encode, vocabulary, eos, newline }: PartsTokenizer,
  { train, validation }: ExampleSplit,
  length: number,
): Either<CorpusError, CorpusParts> => {
  if (eos === null || newline === null) { return left({ _tag: "NoMarks", missing: eos === null ? "end" : "newline" }); }
  const rows = (examples: readonly Example[]) => exampleRows({ encode, vocabulary, eos }, examples, length);
  const parts = both(rows(train), rows(validation));
  return isLeft(parts) ? parts : right({ ...parts.right, separator: newline, rowLength: length });
};

/**
 * What is trained on and what is held out, in tokens: the examples of a corpus that has some, else the two parts of its text. Whoever
 * trains and whoever measures reads it here, so that nothing is called held out that was trained on.
 *
 * @param length Tokens of a row: examples have one each.
 */
export const corpusParts = (
  tokenizer: PartsTokenizer,
  { text, examples }: Pick<Corpus, "text" | "examples">,
  length: number,
): Either<CorpusError, CorpusParts> => {
  if (examples !== undefined) { return exampleParts(tokenizer, examples, length); }
  const { train, validation } = splitCorpus(text);
  return both(tokensOf(tokenizer, train), tokensOf(tokenizer, validation));
};
