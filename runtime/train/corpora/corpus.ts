import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { Book } from "../../books/book.ts";
import type { LoadedTokenizer } from "../../tokenizers/load.ts";
import type { CorpusError } from "./errors.ts";
import type { ExampleSplit } from "./examples.ts";

/** A text to train on: its title, text, licence and source. */
export interface Corpus extends Book {
  /** Where the text is prompts with what stands behind them; each then has a row of its own. */
  readonly examples?: ExampleSplit;
}

/** Which lines are kept from training. */
export interface SplitOptions {
  /** Lines in a run; unless said 100, and fewer in texts that have no two such runs for validation. */
  readonly run?: number;
  /** One run of so many, the last, is for validation; 20 unless said. */ readonly every?: number;
}

/** Two texts without a line in common. */
export interface Split {
  readonly train: string;
  readonly validation: string;
}

const LONGEST_RUN = 100;

/** Characters of a piece of a long line, unless the text is too short for enough of them. */
const PIECE = 300;

/** A line in pieces of at least so many characters, cut behind white space where there is some before they are twice as many. */
const piecesOf = (line: string, least: number): readonly string[] =>
  line.match(new RegExp(`[^]{${least},${2 * least}}?\\s|[^]{1,${2 * least}}`, "gu")) ?? [];

/** The lines of a text; where they are too few for one run to be held out, in pieces, as a text of one line has to be held out too. */
const linesOf = (text: string, every: number): readonly string[] => {
  const lines = text.split(/(?<=\n)/);
  if (lines.length >= every) { return lines; }
  const least = Math.max(1, Math.min(PIECE, Math.floor(text.length / (2 * every))));
  return lines.flatMap((line) => piecesOf(line, least));
};

/**
 * Cuts a text into runs of lines, every 20th of which is for validation; a text of fewer lines into runs of pieces of some hundred
 * characters. Runs are long against a network's rows, so that validation text does not continue what was trained on; nothing is lost.
 */
export function splitCorpus(text: string, { run: wanted, every = 20 }: SplitOptions = {}): Split {
  const lines = linesOf(text, every);
  const run = wanted ?? Math.max(1, Math.min(LONGEST_RUN, Math.floor(lines.length / (2 * every))));
  const isValidation = (line: number): boolean => Math.floor(line / run) % every === every - 1;
  return {
    train: lines.filter((_, line) => !isValidation(line)).join(""),
    validation: lines.filter((_, line) => isValidation(line)).join(""),
  };
}

/** Tokens that 16 bits hold, the mask behind them included. */
const MOST_TOKENS = 65535;

/** The tokens of a text in 16 bits each; `TooManyTokens` for a larger vocabulary, `Untokenized` for a strange character. */
export function tokensOf(
  tokenizer: Pick<LoadedTokenizer, "encode" | "vocabulary">,
  text: string,
): Either<CorpusError, Uint16Array> {
  if (tokenizer.vocabulary > MOST_TOKENS) {
    return left({ _tag: "TooManyTokens", vocabulary: tokenizer.vocabulary, limit: MOST_TOKENS });
  }
  const encoded = tokenizer.encode(text);
  return "tokens" in encoded
    ? right(Uint16Array.from(encoded.tokens))
    : left({ _tag: "Untokenized", error: { _tag: "NoToken", character: encoded.unknown, at: encoded.at } });
}
