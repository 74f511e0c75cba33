import { type Either, left, right } from "fp-ts/lib/Either.js";
import { symbolsOf } from "../models/fold_text.ts";
import { type BytePairTable, LONGEST_PIECE, MOST_PIECES } from "./byte_pair_table.ts";
import type { TokenizerError } from "./errors.ts";
import { mergePair, pairOf } from "./merge_pair.ts";
import { wordsOf } from "./words.ts";

/** What to learn. */
export interface LearnOptions {
  /** Pieces at most, the characters of the text and `eos` among them. Networks have one more token, the mask. */
  readonly pieces: number;
  /** Keep the last piece for the end of a text, which no text encodes to; false unless said. */ readonly eos?: boolean;
}

/**
 * Byte-pair encoding over characters: starting from the characters of a text, the most frequent pair of neighbours
 * within a word becomes a piece, until there are `pieces`.
 *
 * Deterministic: of pairs that are equally frequent the one with the smaller left number wins, then the smaller right
 * number; pieces are numbered by code point for characters, then in the order of learning. No piece is longer than 64
 * characters; learning ends early when no pair occurs twice.
 *
 * Errors: `BadPieces`, `TooFewPieces`.
 *
 * @see Sennrich, Haddow and Birch 2016, Neural Machine Translation of Rare Words with Subword Units, section 3.2.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { isRight } from "fp-ts/lib/Either.js";
 * import { bytePairTokenizer, learnBytePairs } from "blockgen/runtime";
 *
 * const table = learnBytePairs("low low lower", { pieces: 8 });
 * if (!isRight(table)) { throw new Error("eight pieces are enough"); }
 * const { encode, pieces } = bytePairTokenizer(table.right);
 * deepStrictEqual(pieces, [" ", "e", "l", "o", "r", "w", "lo", "low"]);
 * deepStrictEqual(encode("lower"), { tokens: [7, 1, 4] });
 * ```
 */
export function learnBytePairs(text: string, options: LearnOptions): Either<TokenizerError, BytePairTable> {
  const { pieces, eos = false } = options;
  if (!Number.isInteger(pieces) || pieces < 1 || pieces > MOST_PIECES) {
    return left({ _tag: "BadPieces", range: `a whole number from 1 to ${MOST_PIECES}`, found: pieces });
  }
  const alphabet = symbolsOf(text);
  const room = pieces - alphabet.length - (eos ? 1 : 0);
  if (room < 0) { return left({ _tag: "TooFewPieces", pieces, characters: alphabet.length }); }
  const counts = countPairs(text, alphabet);
  const merges: (readonly [number, number])[] = [];
  while (merges.length < room) {
    const best = mostFrequent(counts);
    if (best === null) { break; }
    mergeEverywhere(counts, best, alphabet.length + merges.length);
    merges.push(best);
  }
  return right({ alphabet, merges, eos });
}

/** Distinct words with their counts, and how often each pair of neighbours occurs in them. */
interface Counts {
  readonly words: { pieces: readonly number[]; readonly times: number }[];
  /** Characters in each piece. */ readonly lengths: number[];
  readonly pairs: Map<number, number>;
  /** The words that hold a pair, or held it once. */ readonly holders: Map<number, Set<number>>;
}

function countPairs(text: string, alphabet: readonly string[]): Counts {
  const ids = new Map(alphabet.map((symbol, id) => [symbol, id]));
  const times = new Map<string, number>();
  for (const word of wordsOf(text)) { times.set(word, (times.get(word) ?? 0) + 1); }
  const words = [...times].map(([word, n]) => ({ pieces: Array.from(word, (c) => ids.get(c)!), times: n }));
  const counts: Counts = { words, lengths: alphabet.map(() => 1), pairs: new Map(), holders: new Map() };
  words.forEach((_, w) => countWord(counts, w, 1));
  return counts;
}

/** Adds the pairs of a word, or takes them away (`sign` -1). */
function countWord({ words, pairs, holders }: Counts, w: number, sign: 1 | -1): void {
  const { pieces, times } = words[w]!;
  for (let i = 0; i + 1 < pieces.length; i++) {
    const pair = pairOf(pieces[i]!, pieces[i + 1]!);
    pairs.set(pair, (pairs.get(pair) ?? 0) + sign * times);
    if (sign < 0) { continue; }
    const holding = holders.get(pair);
    if (holding === undefined) { holders.set(pair, new Set([w])); }
    else { holding.add(w); }
  }
}

/** The pair with the highest count from 2 on, smallest numbers first; null when there is none. */
function mostFrequent({ pairs, lengths }: Counts): readonly [number, number] | null {
  let best = -1;
  let most = 1;
  for (const [pair, n] of pairs) {
    if (n < most || n < 2 || (n === most && pair > best)) { continue; }
    if (lengths[pair >>> 16]! + lengths[pair & 65535]! > LONGEST_PIECE) { continue; }
    best = pair;
    most = n;
  }
  return best < 0 ? null : [Math.floor(best / 65536), best % 65536];
}

function mergeEverywhere(counts: Counts, [first, second]: readonly [number, number], piece: number): void {
  const pair = pairOf(first, second);
  counts.lengths.push(counts.lengths[first]! + counts.lengths[second]!);
  for (const w of counts.holders.get(pair) ?? []) {
    countWord(counts, w, -1);
    const word = counts.words[w]!;
    word.pieces = mergePair(word.pieces, first, second, piece);
    countWord(counts, w, 1);
  }
  counts.pairs.delete(pair);
  counts.holders.delete(pair);
}
