import { symbolsOf } from "../../models/fold_text.ts";
import { type MarkovChain, markovChain } from "../../models/markov_chain.ts";
import { fold, hashName, sampleKey, uniform } from "../../random/mod.ts";

/** Texts whose exact cost is known: what a network's loss can at best come down to. */
export interface MiniLanguage {
  /** Characters, by code point. */ readonly symbols: readonly string[];
  /** Bits per character of a long text under the chain itself: no model does better. */ readonly entropyRate: number;
  /** Bits of a text given its first two characters, by the chain; of `length - 2` characters. */
  readonly bits: (text: string) => number;
  /** A text of that many characters: a function of length and seed. */
  readonly draw: (length: number, seed: number) => string;
}

/** A few lines of our own: pairs repeat, so that a chain of order 2 knows much of what follows. */
const LINES = [
  "the cat sat on the mat and the rat sat on the hat",
  "a man ran to the hen and the hen ran to the den",
  "ten men met in the den and ate the ham then",
  "he had a tan hat and she had a red hen",
].map((line) => `${line}\n`).join("");

/** The law of the corpus `mini`: the text it is counted from, and how smooth it is. */
export const miniSource = { text: LINES, smoothing: 0.1 } as const;

/**
 * The language of a Markov chain of order 2, counted from a text of at most 64 different characters.
 *
 * `entropyRate = -sum_ab pi(ab) sum_c p(c | ab) log2 p(c | ab)`, pi the chain's stationary distribution of pairs.
 *
 * @param smoothing More than 0; more of it makes a language with more surprises.
 *
 * @see Cover and Thomas 2006, Elements of Information Theory, theorem 4.2.4.
 */
export function miniLanguage(text: string = miniSource.text, smoothing: number = miniSource.smoothing): MiniLanguage {
  const symbols = symbolsOf(text);
  const V = symbols.length;
  const ids = new Map(symbols.map((symbol, id) => [symbol, id]));
  const rows = conditionals(markovChain(Array.from(text, (c) => ids.get(c)!), V, smoothing));
  const pairs = stationary(rows, V);
  return {
    symbols,
    entropyRate: pairs.reduce((sum, weight, pair) => sum + weight * entropy(rows, pair, V), 0),
    bits: (of) => {
      const tokens = Array.from(of, (c) => ids.get(c) ?? NaN);
      return tokens.slice(2).reduce(
        (sum, c, i) => sum - Math.log2(rows[(tokens[i]! * V + tokens[i + 1]!) * V + c]!),
        0,
      );
    },
    draw: (length, seed) => drawTokens(rows, pairs, V, length, seed).map((token) => symbols[token]!).join(""),
  };
}

/** `p(c | a, b)`, `[V * V * V]`. */
function conditionals({ vocabulary: V, from, symbol, weight, rest, lower }: MarkovChain): Float64Array {
  const rows = new Float64Array(V ** 3);
  for (let pair = 0; pair < V * V; pair++) {
    for (let c = 0; c < V; c++) { rows[pair * V + c] = rest[pair]! * lower[(pair % V) * V + c]!; }
    for (let k = from[pair]!; k < from[pair + 1]!; k++) { rows[pair * V + symbol[k]!]! += weight[k]!; }
  }
  return rows;
}

/** The distribution of pairs that one more character leaves as it is, `[V * V]`, by repeated steps from the uniform. */
function stationary(rows: Float64Array, V: number): Float64Array {
  let pairs = new Float64Array(V * V).fill(1 / (V * V));
  for (let step = 0, moved = 1; moved > 1e-14 && step < 10_000; step++) {
    const next = new Float64Array(V * V);
    pairs.forEach((weight, pair) => {
      for (let c = 0; c < V; c++) { next[(pair % V) * V + c]! += weight * rows[pair * V + c]!; }
    });
    moved = next.reduce((most, weight, pair) => Math.max(most, Math.abs(weight - pairs[pair]!)), 0);
    pairs = next;
  }
  return pairs;
}

const entropy = (rows: Float64Array, pair: number, V: number): number =>
  rows.subarray(pair * V, (pair + 1) * V).reduce((sum, p) => p > 0 ? sum - p * Math.log2(p) : sum, 0);

function drawTokens(rows: Float64Array, pairs: Float64Array, V: number, length: number, seed: number): number[] {
  const key = fold(sampleKey(seed, 0), hashName("mini language"));
  let pair = pick(pairs, uniform(key, 0));
  const tokens = [Math.floor(pair / V), pair % V];
  for (let i = 2; i < length; i++) {
    const c = pick(rows.subarray(pair * V, (pair + 1) * V), uniform(key, i));
    tokens.push(c);
    pair = (pair % V) * V + c;
  }
  return tokens.slice(0, length);
}

/** The first outcome at which the probabilities so far exceed `u`. */
function pick(probabilities: Float64Array, u: number): number {
  let sum = 0;
  const found = probabilities.findIndex((p) => (sum += p) > u);
  return found < 0 ? probabilities.length - 1 : found;
}
