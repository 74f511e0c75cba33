/**
 * A chain of order 2, counted from a text that is read as a circle and smoothed by interpolation:
 *
 * `p(c | a, b) = sparse(a, b, c) + rest(a, b) * lower(b, c)`, where `sparse = (1 - rest) * n(abc) / n(ab)` has an
 * entry for each trigram of the text, and `lower(b, c) = (1 - r(b)) * n(bc) / n(b) + r(b) * n(c) / N` is dense.
 *
 * The weights are Witten and Bell's: `rest(a, b) = s T / (n(ab) + s T)`, T the number of symbols seen after `ab`, and
 * so for `r(b)`; `s` is the smoothing. Every symbol occurs, so every sequence has positive probability.
 *
 * @see Chen and Goodman 1998, An empirical study of smoothing techniques, section 2.5.
 */
export interface MarkovChain {
  /** Number of symbols, V. */ readonly vocabulary: number;
  /** `n(ab) / N`, `[V * V]`: a pair at a random place of the text; what precedes an empty context. */ readonly pairs:
    Float64Array;
  /** Where the entries of the pair `a * V + b` begin, `[V * V + 1]`. */ readonly from: Int32Array;
  /** The third symbol of each entry. */ readonly symbol: Uint8Array;
  /** `sparse(a, b, symbol)` of each entry. */ readonly weight: Float64Array;
  /** `rest(a, b)`, `[V * V]`; 1 for a pair that does not occur. */ readonly rest: Float64Array;
  /** `lower(b, c)`, `[V * V]`. */ readonly lower: Float64Array;
}

/** Counts and smooths; `tokens` hold every number below `vocabulary` at least once, `smoothing` is more than 0. */
export function markovChain(tokens: ArrayLike<number>, vocabulary: number, smoothing: number): MarkovChain {
  const trigrams = countTrigrams(tokens, vocabulary);
  const bigrams = contract(trigrams, vocabulary);
  const unigrams = contract(bigrams, vocabulary);
  const lower = interpolate(bigrams, unigrams, smoothing, unigrams.map((n) => n / tokens.length));
  return {
    vocabulary,
    pairs: bigrams.map((n) => n / tokens.length),
    lower,
    ...compress(trigrams, bigrams, vocabulary, smoothing),
  };
}

function countTrigrams(tokens: ArrayLike<number>, V: number): Float64Array {
  const counts = new Float64Array(V ** 3);
  const n = tokens.length;
  for (let i = 0; i < n; i++) { counts[(tokens[i] * V + tokens[(i + 1) % n]) * V + tokens[(i + 2) % n]]++; }
  return counts;
}

/** Sums over the last symbol: `n(ab) = sum_c n(abc)`, which a circle makes exact. */
function contract(counts: Float64Array, V: number): Float64Array {
  const out = new Float64Array(counts.length / V);
  counts.forEach((n, k) => out[Math.floor(k / V)] += n);
  return out;
}

/** Witten and Bell's weight of the lower order. */
function restOf(counts: Float64Array, total: number, smoothing: number): number {
  const kinds = smoothing * counts.reduce((seen, n) => seen + (n > 0 ? 1 : 0), 0);
  return total > 0 ? kinds / (total + kinds) : 1;
}

/** `(1 - r(b)) * n(bc) / n(b) + r(b) * unigram(c)`. */
function interpolate(
  bigrams: Float64Array,
  unigrams: Float64Array,
  smoothing: number,
  unigram: Float64Array,
): Float64Array {
  const V = unigrams.length;
  const out = new Float64Array(V * V);
  for (let b = 0; b < V; b++) {
    const r = restOf(bigrams.subarray(b * V, (b + 1) * V), unigrams[b], smoothing);
    for (let c = 0; c < V; c++) { out[b * V + c] = (1 - r) * bigrams[b * V + c] / unigrams[b] + r * unigram[c]; }
  }
  return out;
}

/** The highest order, as rows of the trigrams that occur. */
function compress(
  trigrams: Float64Array,
  bigrams: Float64Array,
  V: number,
  smoothing: number,
): Pick<MarkovChain, "from" | "symbol" | "weight" | "rest"> {
  const rest = bigrams.map((n, pair) => restOf(trigrams.subarray(pair * V, (pair + 1) * V), n, smoothing));
  const from = new Int32Array(V * V + 1);
  const symbol: number[] = [];
  const weight: number[] = [];
  for (let pair = 0; pair < V * V; pair++) {
    for (let c = 0; c < V; c++) {
      const n = trigrams[pair * V + c];
      if (n > 0) {
        symbol.push(c);
        weight.push((1 - rest[pair]) * n / bigrams[pair]);
      }
    }
    from[pair + 1] = symbol.length;
  }
  return { from, symbol: Uint8Array.from(symbol), weight: Float64Array.from(weight), rest };
}
