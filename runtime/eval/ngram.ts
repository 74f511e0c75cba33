import { type ContextNode, ContextTree } from "./context_tree.ts";
import { kneserNey, type Shares, wittenBell } from "./smoothing.ts";

/** What to count and how to smooth. */
export interface NgramOptions {
  /** Tokens are whole numbers below it. */ readonly vocabulary: number;
  /** Tokens in the longest sequence counted, from 1 to 255; 5 unless said. */ readonly order?: number;
  /** Interpolated Witten-Bell unless said; modified Kneser-Ney scores a little better on large texts. */
  readonly smoothing?: "witten-bell" | "kneser-ney";
}

/** A model that owes nothing to the network it judges. */
export interface Ngram {
  /** `log p(token | up to order - 1 tokens before)` of each token, in nats; the first has no history. Finite, <= 0. */
  readonly logProbability: (tokens: ArrayLike<number>) => Float64Array;
  /** Probabilities of the next token, `[vocabulary]`, each more than 0, sum 1. */
  readonly next: (history: ArrayLike<number>) => Float64Array;
}

/**
 * Counts sequences of up to `order` tokens in some texts and interpolates them:
 * `p(w | h) = share(hw) + rest(h) * p(w | h')`, h' the history without its first token, below all the uniform 1/V.
 *
 * @param texts Arrays of tokens; no sequence reaches from one into the next.
 *
 * @see Chen and Goodman 1998, An empirical study of smoothing techniques, sections 2.5 and 3.
 */
export function trainNgram(texts: readonly ArrayLike<number>[], options: NgramOptions): Ngram {
  const { vocabulary, order = 5, smoothing = "witten-bell" } = options;
  const tree = new ContextTree();
  for (const text of texts) { tree.add(text, order); }
  const shares = smoothing === "witten-bell" ? wittenBell(tree) : kneserNey(tree, order);
  return {
    logProbability: (tokens) => logProbability(tree, shares, order, vocabulary, tokens),
    next: (history) => {
      const recent = tailsOf(tree, Array.from(history).slice(-order), order);
      return Float64Array.from({ length: vocabulary }, (_, w) => probability(tree, shares, vocabulary, recent, w));
    },
  };
}

/** The last 0, 1, ... `order - 1` tokens as nodes of the tree; -1 where they never occurred together. */
type Tails = ContextNode[];

function tailsOf(tree: ContextTree, history: readonly number[], order: number): Tails {
  return history.reduce((tails: Tails, token) => advance(tree, tails, token, order), [0]);
}

function advance(tree: ContextTree, tails: Tails, token: number, order: number): Tails {
  return [0, ...tails.slice(0, order - 1).map((tail) => tree.child(tail, token))];
}

function probability(tree: ContextTree, { share, rest }: Shares, vocabulary: number, tails: Tails, token: number) {
  let p = 1 / vocabulary;
  for (const tail of tails) {
    if (tail < 0) { break; }
    const node = tree.child(tail, token);
    p = (node < 0 ? 0 : share[node]!) + rest[tail]! * p;
  }
  return p;
}

function logProbability(
  tree: ContextTree,
  shares: Shares,
  order: number,
  vocabulary: number,
  tokens: ArrayLike<number>,
): Float64Array {
  let tails: Tails = [0];
  return Float64Array.from(tokens, (token) => {
    const nats = Math.log(probability(tree, shares, vocabulary, tails, token));
    tails = advance(tree, tails, token, order);
    return nats;
  });
}

/** What a text costs a model: `-sum log2 p(token) / characters`. */
export const meanBits = (logProbabilities: Float64Array, characters: number): number =>
  -logProbabilities.reduce((sum, nats) => sum + nats, 0) / Math.LN2 / characters;
