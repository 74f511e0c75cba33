import { chain, type Either, map } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import * as v from "valibot";
import type { TokenizerError } from "./errors.ts";
import { pairOf } from "./merge_pair.ts";
import { parseJson, readAs } from "./read_json.ts";

/** Pieces at most: with the mask behind them, tokens fit 16 bits. */
export const MOST_PIECES = 65535;
/** Characters in a piece at most, so that a small file cannot ask for much memory. */
export const LONGEST_PIECE = 64;
/** What `type` says in a file of ours. */
export const BYTE_PAIR_TYPE = "blockgen-bpe";

/** What byte-pair encoding learnt: the characters, then which two earlier pieces each further piece joins. */
export interface BytePairTable {
  /** Piece k is character k. */ readonly alphabet: readonly string[];
  /** Piece `alphabet.length + k` joins the two of merge k; earlier merges go first. */ readonly merges:
    readonly (readonly [left: number, right: number])[];
  /** Whether one more piece, the last, ends a text. */ readonly eos: boolean;
}

const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_PIECES));

const schema = v.strictObject({
  type: v.literal(BYTE_PAIR_TYPE),
  version: v.literal(1),
  alphabet: v.pipe(
    v.array(v.pipe(v.string(), v.check((text) => Array.from(text).length === 1, "one character"))),
    v.maxLength(MOST_PIECES),
    v.check((symbols) => new Set(symbols).size === symbols.length, "free of repetitions"),
  ),
  merges: v.pipe(v.array(v.strictTuple([id, id])), v.maxLength(MOST_PIECES)),
  eos: v.boolean(),
});

const file = v.pipe(
  schema,
  v.check(fits, `at most ${MOST_PIECES} pieces`),
  v.check(looksBack, `made of earlier pieces, of at most ${LONGEST_PIECE} characters together`),
  v.check(differs, "free of repeated merges"),
);

type File = v.InferOutput<typeof schema>;

function fits({ alphabet, merges, eos }: File): boolean {
  return alphabet.length + merges.length + (eos ? 1 : 0) <= MOST_PIECES;
}

function looksBack({ alphabet, merges }: File): boolean {
  const lengths = alphabet.map(() => 1);
  for (const [left, right] of merges) {
    // A number that is not there yet makes NaN, which is not within the limit either.
    const length = (lengths[left] ?? NaN) + (lengths[right] ?? NaN);
    if (!(length <= LONGEST_PIECE)) { return false; }
    lengths.push(length);
  }
  return true;
}

function differs({ merges }: File): boolean {
  return new Set(merges.map(([left, right]) => pairOf(left, right))).size === merges.length;
}

/**
 * The text of a tokenizer.json of ours, version 1: about 10 bytes a piece. The same table gives the same text.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { toTokenizerJson } from "blockgen/runtime";
 *
 * strictEqual(
 *   toTokenizerJson({ alphabet: ["a", "b"], merges: [[0, 1]], eos: false }),
 *   '{"type":"blockgen-bpe","version":1,"alphabet":["a","b"],"merges":[[0,1]],"eos":false}',
 * );
 * ```
 */
export const toTokenizerJson = ({ alphabet, merges, eos }: BytePairTable): string =>
  JSON.stringify({ type: BYTE_PAIR_TYPE, version: 1, alphabet, merges, eos });

/** Reads what `toTokenizerJson` wrote; anything else ends in `NotJson` or `Invalid`. */
export const fromTokenizerJson = (text: string, name = "tokenizer.json"): Either<TokenizerError, BytePairTable> =>
  pipe(
    parseJson(name, text),
    chain((value) => readBytePairTable(value, name)),
  );

/** Reads JSON that is parsed already. */
export const readBytePairTable = (value: unknown, name = "tokenizer.json"): Either<TokenizerError, BytePairTable> =>
  pipe(readAs(file, name, value), map(({ alphabet, merges, eos }) => ({ alphabet, merges, eos })));
