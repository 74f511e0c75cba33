import type { Tokenizer } from "../model.ts";
import { placeholder } from "../models/character_tokenizer.ts";
import type { BytePairTable } from "./byte_pair_table.ts";
import { mergePair, pairOf } from "./merge_pair.ts";
import { wordsOf } from "./words.ts";

/** A tokenizer of ours, and what its tokens are. */
export interface BytePairTokenizer extends Tokenizer {
  /** Number of tokens: the mask of an absorbing model is this number. */ readonly vocabulary: number;
  /** The text of each token; "" for the end of a text. */ readonly pieces: readonly string[];
  /** The token that ends a text, if one is kept for it. */ readonly eos: number | null;
  /** The token of a new line, if the text had any. */ readonly newline: number | null;
}

/** Words whose tokens are remembered. */
const MOST_REMEMBERED = 1 << 16;

/**
 * Encodes by the merges of a table, earlier ones first, within words (see `learnBytePairs`).
 *
 * On texts of its alphabet `decode(encode(text)) = text` and there are at most as many tokens as characters; another
 * character is reported with its index in the string. `decode` writes a placeholder for numbers that are no tokens.
 */
export function bytePairTokenizer(table: BytePairTable): BytePairTokenizer {
  const pieces = piecesOf(table);
  const encodeWord = remembering(wordEncoder(table));
  const encode: Tokenizer["encode"] = (text) => {
    const tokens: number[] = [];
    let at = 0;
    for (const word of wordsOf(text)) {
      const found = encodeWord(word);
      if ("unknown" in found) { return { unknown: found.unknown, at: at + found.at }; }
      for (const token of found.tokens) { tokens.push(token); }
      at += word.length;
    }
    return { tokens };
  };
  const newline = table.alphabet.indexOf("\n");
  return {
    encode,
    decode: (tokens) => Array.from(tokens, (token) => pieces[token] ?? placeholder).join(""),
    vocabulary: pieces.length,
    pieces,
    eos: table.eos ? pieces.length - 1 : null,
    newline: newline < 0 ? null : newline,
  };
}

function piecesOf({ alphabet, merges, eos }: BytePairTable): string[] {
  const pieces = [...alphabet];
  for (const [left, right] of merges) { pieces.push(pieces[left]! + pieces[right]!); }
  return eos ? [...pieces, ""] : pieces;
}

type Encoded = ReturnType<Tokenizer["encode"]>;

function wordEncoder({ alphabet, merges }: BytePairTable): (word: string) => Encoded {
  const ids = new Map(alphabet.map((symbol, id) => [symbol, id]));
  const ranks = new Map(merges.map(([left, right], rank) => [pairOf(left, right), rank]));
  return (word) => {
    let pieces: number[] = [];
    let at = 0;
    for (const character of word) {
      const id = ids.get(character);
      if (id === undefined) { return { unknown: character, at }; }
      pieces.push(id);
      at += character.length;
    }
    for (let rank = firstRank(ranks, pieces); rank < merges.length; rank = firstRank(ranks, pieces)) {
      const [left, right] = merges[rank]!;
      pieces = mergePair(pieces, left, right, alphabet.length + rank);
    }
    return { tokens: pieces };
  };
}

/** The earliest merge that applies. Merging it everywhere only makes room for later ones, so each applies once. */
function firstRank(ranks: ReadonlyMap<number, number>, pieces: readonly number[]): number {
  let first = Infinity;
  for (let i = 0; i + 1 < pieces.length; i++) {
    const rank = ranks.get(pairOf(pieces[i]!, pieces[i + 1]!));
    if (rank !== undefined && rank < first) { first = rank; }
  }
  return first;
}

/** Texts repeat their words: what was encoded once is looked up. */
function remembering(encode: (word: string) => Encoded): (word: string) => Encoded {
  const known = new Map<string, Encoded>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) { return before; }
    const found = encode(word);
    if (known.size >= MOST_REMEMBERED) { known.clear(); }
    if (word.length <= 64) { known.set(word, found); }
    return found;
  };
}
