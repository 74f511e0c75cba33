import { normalise } from "./evidence.ts";
import type { MarkovChain } from "./markov_chain.ts";

/**
 * Leave-one-out marginals of a block, `[position][V]`: the sum over pair states of what the left says, G, and what
 * the right says, B.
 *
 * `G_i(b, c) ∝ p(x_{i-1} = b, x_i = c | evidence at positions < i)`, `B_i(b, c) ∝ p(evidence at positions > i |
 * x_{i-1} = b, x_i = c)`; B is 1 at the end of the block, as positions behind it are unknown. Costs `O(V^2 +
 * trigrams)` a position and direction.
 *
 * @param before `G` of the first position, `[V * V]`.
 * @param evidence `p(x_t | x0 = v)`, `[position][V]`.
 * @see Rabiner 1989, A tutorial on hidden Markov models, section III.
 */
export function looMarginals(chain: MarkovChain, before: Float64Array, evidence: Float64Array): Float64Array {
  const V = chain.vocabulary;
  const length = evidence.length / V;
  const at = (i: number) => evidence.subarray(i * V, (i + 1) * V);
  const left = [before];
  for (let i = 1; i < length; i++) { left.push(push(chain, left[i - 1], at(i - 1))); }
  const out = new Float64Array(evidence.length);
  let right = new Float64Array(V * V).fill(1);
  for (let i = length - 1; i >= 0; i--) {
    normalise(contractPairs(left[i], right, out.subarray(i * V, (i + 1) * V)));
    if (i > 0) { right = pull(chain, right, at(i)); }
  }
  return out;
}

/** One position to the right: `out(b, c) ∝ sum_a p(c | a, b) * G(a, b) * e(b)`. */
export function push(chain: MarkovChain, message: Float64Array, evidence: Float64Array): Float64Array {
  const { vocabulary: V, from, symbol, weight, rest, lower } = chain;
  const out = new Float64Array(V * V);
  const remainder = new Float64Array(V);
  for (let pair = 0, b = 0; pair < V * V; pair++, b = b + 1 === V ? 0 : b + 1) {
    const mass = message[pair] * evidence[b];
    if (mass === 0) { continue; }
    remainder[b] += mass * rest[pair];
    for (let k = from[pair]; k < from[pair + 1]; k++) { out[b * V + symbol[k]] += mass * weight[k]; }
  }
  for (let b = 0; b < V; b++) {
    if (remainder[b] === 0) { continue; }
    for (let c = 0; c < V; c++) { out[b * V + c] += remainder[b] * lower[b * V + c]; }
  }
  return normalise(out);
}

/** One position to the left: `out(a, b) ∝ sum_c p(c | a, b) * e(c) * B(b, c)`. */
function pull(chain: MarkovChain, message: Float64Array, evidence: Float64Array): Float64Array<ArrayBuffer> {
  const { vocabulary: V, from, symbol, weight, rest } = chain;
  const { seen, through } = weigh(chain, message, evidence);
  const out = new Float64Array(V * V);
  for (let pair = 0, b = 0; pair < V * V; pair++, b = b + 1 === V ? 0 : b + 1) {
    let total = rest[pair] * through[b];
    for (let k = from[pair]; k < from[pair + 1]; k++) { total += weight[k] * seen[b * V + symbol[k]]; }
    out[pair] = total;
  }
  normalise(out);
  return out;
}

/** `seen(b, c) = e(c) * B(b, c)`, and through the lower order, `through(b) = sum_c lower(b, c) * seen(b, c)`. */
function weigh({ vocabulary: V, lower }: MarkovChain, message: Float64Array, evidence: Float64Array) {
  const seen = new Float64Array(V * V);
  const through = new Float64Array(V);
  for (let b = 0; b < V; b++) {
    let total = 0;
    for (let c = 0; c < V; c++) {
      const value = evidence[c] * message[b * V + c];
      seen[b * V + c] = value;
      total += lower[b * V + c] * value;
    }
    through[b] = total;
  }
  return { seen, through };
}

/** `out(c) = sum_b G(b, c) * B(b, c)`. */
function contractPairs(left: Float64Array, right: Float64Array, out: Float64Array): Float64Array {
  const V = out.length;
  for (let b = 0; b < V; b++) {
    for (let c = 0; c < V; c++) { out[c] += left[b * V + c] * right[b * V + c]; }
  }
  return out;
}
