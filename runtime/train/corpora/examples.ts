import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { LoadedTokenizer } from "../../tokenizers/load.ts";
import { tokensOf } from "./corpus.ts";
import type { CorpusError } from "./errors.ts";

/** A prompt that is given, and the text that a model is to write behind it. */
export interface Example {
  /** Ends in `\n`, which it has nowhere else. */ readonly prompt: string;
  readonly completion: string;
}

/** Examples to learn from, and examples that are held out. */
export interface ExampleSplit {
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
}

/** What turns examples into rows: a tokenizer that keeps a token for the end of a text. */
export interface ExampleTokenizer extends Pick<LoadedTokenizer, "encode" | "vocabulary"> {
  readonly eos: number;
}

/** The text of an example, as a tokenizer learns from it. */
export const exampleText = ({ prompt, completion }: Example): string => prompt + completion;

/**
 * One example a row: prompt, completion, and the end token up to the row's length, `[row][position]`. An example that leaves no room
 * for one end token is left out, as in the paper's TinyGSM runs (`wrap=False`, `filter_too_long=True`).
 *
 * Errors: `NoneFits`, `TooManyTokens`, `Untokenized`.
 */
export const exampleRows = (
  tokenizer: ExampleTokenizer,
  examples: readonly Example[],
  length: number,
): Either<CorpusError, Uint16Array> => {
  const rows = new Uint16Array(examples.length * length).fill(tokenizer.eos);
  let [count, shortest] = [0, Infinity];
  for (const example of examples) {
    const tokens = tokensOf(tokenizer, exampleText(example));
    if (isLeft(tokens)) { return tokens; }
    shortest = Math.min(shortest, tokens.right.length + 1);
    if (tokens.right.length < length) { rows.set(tokens.right, length * count++); }
  }
  return count === 0 ? left({ _tag: "NoneFits", length, shortest }) : right(rows.slice(0, length * count));
};

/**
 * How many tokens of each row are its prompt: those up to the first separator.
 *
 * @param rows `[row][position]`. @param separator The token that ends a prompt.
 */
export const promptLengths = (rows: ArrayLike<number>, length: number, separator: number): readonly number[] =>
  Array.from({ length: rows.length / length }, (_, row) => {
    for (let i = 0; i < length; i++) {
      if (rows[row * length + i] === separator) { return i + 1; }
    }
    return 0;
  });
