import * as E from "fp-ts/lib/Either.js";
import type { RunError } from "./errors.ts";
import type { Model, Tokenizer } from "./model.ts";
import type { RowInput, RunOptions } from "./options.ts";
import { reasonOf } from "./thrown.ts";

/** Longest row of a model that names no limit: positions are exact in float32 up to here. */
const LONGEST = 2 ** 24;

/** One sequence in progress. Rows are independent: nothing is read from a neighbour. */
export interface Row {
  /** Index in the batch. */ readonly index: number;
  readonly seed: number;
  readonly sample: number;
  /** The sequence; free positions hold 0 until their block is committed. */ readonly tokens: Int32Array;
  /** 1 where the caller fixed the token. */ readonly frozen: Uint8Array;
  /** Length of the prompt. */ readonly prompt: number;
  /** Tokens from the left that are final. */ committed: number;
  /** Function evaluations so far. */ nfe: number;
  /** Ended by its stop rule; costs nothing more. */ done: boolean;
  /** Met its end token and goes on all the same. */ finished: boolean;
  /** The token behind the end token, once it was met. */ pad: number | null;
}

/** What of a model rows are read by. */
type Reader = Pick<Model, "abilities" | "tokenizer">;

/** A row's fixed tokens from position 0, `null` at free ones, or why it cannot start. */
type Pattern = E.Either<RunError, readonly (number | null)[]>;

/** The tokens of a text, of which the first character is the `from`-th that the caller wrote. */
const encode = (
  text: string,
  row: number,
  tokenizer: Tokenizer | undefined,
  from = 0,
): E.Either<RunError, readonly number[]> => {
  if (tokenizer === undefined) {
    return E.left({
      _tag: "WrongShape",
      what: `the prompt of row ${row}`,
      want: "tokens, as this model has no tokenizer",
      found: "text",
    });
  }
  try {
    const encoded = tokenizer.encode(text);
    return "tokens" in encoded
      ? E.right(encoded.tokens)
      : E.left({ _tag: "UnknownCharacter", row, character: encoded.unknown, at: from + encoded.at });
  } catch (thrown) {
    return E.left({ _tag: "ModelFailed", stage: "encode", reason: reasonOf(thrown) });
  }
};

const promptOf = (input: RowInput, row: number, tokenizer: Tokenizer | undefined): Pattern =>
  input.prompt === undefined
    ? E.right([])
    : input.prompt.length === 0
    ? E.left({ _tag: "EmptyPrompt", row })
    : typeof input.prompt === "string"
    ? encode(input.prompt, row, tokenizer)
    : E.right(input.prompt);

const infillOf = (input: RowInput, row: number, tokenizer: Tokenizer | undefined): Pattern => {
  const { infill, hole = "_" } = input;
  if (infill === undefined || typeof infill !== "string") { return E.right(infill ?? []); }
  const pieces = infill.split(new RegExp(`(${hole.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")})`)).filter((piece) =>
    piece !== ""
  );
  const all: (number | null)[] = [];
  let from = 0;
  for (const piece of pieces) {
    const part: Pattern = piece === hole ? E.right([null]) : encode(piece, row, tokenizer, from);
    if (E.isLeft(part)) { return part; }
    all.push(...part.right);
    from += piece.length;
  }
  return E.right(all);
};

const problemOf = (
  tokens: readonly (number | null)[],
  row: number,
  vocabulary: number,
  length: number,
): RunError | null => {
  const at = tokens.findIndex((token) =>
    token !== null && !(Number.isInteger(token) && token >= 0 && token < vocabulary)
  );
  if (at >= 0) { return { _tag: "UnknownToken", row, token: tokens[at] as number, at, vocabulary }; }
  return tokens.length > length
    ? { _tag: "TooLong", what: `the fixed text of row ${row}`, found: tokens.length, limit: length }
    : null;
};

const seedProblem = (what: string, seed: number): RunError | null =>
  Number.isSafeInteger(seed) && seed >= 0
    ? null
    : { _tag: "OutOfRange", what, range: "a whole number from 0 to 2^53 - 1", found: String(seed) };

/** The fixed tokens in their places, and where they are. */
const fixed = (pattern: readonly (number | null)[], length: number): Pick<Row, "tokens" | "frozen"> => {
  const tokens = new Int32Array(length);
  const frozen = new Uint8Array(length);
  pattern.forEach((token, i) => {
    tokens[i] = token ?? 0;
    frozen[i] = token === null ? 0 : 1;
  });
  return { tokens, frozen };
};

const rowOf = (input: RowInput, index: number, model: Reader, options: RunOptions): E.Either<RunError, Row> => {
  const prompt = promptOf(input, index, model.tokenizer);
  const infill = infillOf(input, index, model.tokenizer);
  if (E.isLeft(prompt)) { return prompt; }
  if (E.isLeft(infill)) { return infill; }
  const pattern = Array.from(
    { length: Math.max(prompt.right.length, infill.right.length) },
    (_, i) => prompt.right[i] ?? infill.right[i] ?? null,
  );
  const seed = input.seed ?? options.seed ?? 0;
  const sample = input.sample ?? index;
  const problem = problemOf(pattern, index, model.abilities.vocabulary, options.length) ??
    seedProblem("the seed", seed) ?? seedProblem("the sample id", sample);
  if (problem !== null) { return E.left(problem); }
  return E.right({
    index,
    seed,
    sample,
    ...fixed(pattern, options.length),
    prompt: prompt.right.length,
    committed: 0,
    nfe: 0,
    done: false,
    finished: false,
    pad: null,
  });
};

/** The rows of a run, or the first reason why one cannot start. */
export const rowsOf = (model: Reader, options: RunOptions): E.Either<RunError, readonly Row[]> => {
  const { length, rows = 1 } = options;
  const limit = Math.min(model.abilities.maximumLength, LONGEST);
  if (!Number.isInteger(length) || length < 1) {
    return E.left({ _tag: "OutOfRange", what: "the length", range: "a whole number >= 1", found: String(length) });
  }
  if (length > limit) { return E.left({ _tag: "TooLong", what: "the length", found: length, limit }); }
  if (typeof rows === "number" && !(Number.isInteger(rows) && rows >= 1)) {
    return E.left({
      _tag: "OutOfRange",
      what: "the number of rows",
      range: "a whole number >= 1",
      found: String(rows),
    });
  }
  if (typeof rows !== "number" && rows.length === 0) {
    return E.left({ _tag: "OutOfRange", what: "the number of rows", range: "a whole number >= 1", found: "0" });
  }
  const inputs = typeof rows === "number" ? Array.from({ length: rows }, (): RowInput => ({})) : rows;
  const all: Row[] = [];
  for (const [index, input] of inputs.entries()) {
    const row = rowOf(input, index, model, options);
    if (E.isLeft(row)) { return row; }
    all.push(row.right);
  }
  return E.right(all);
};
