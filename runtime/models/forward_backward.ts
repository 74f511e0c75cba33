import { normalise } from "./evidence.ts";
import type { MarkovChain } from "./markov_chain.ts";

/** Leave-one-out marginals of a block: see `looMarginals`. */
export type LooMarginals = (before: Float64Array, evidence: Float64Array) => Float64Array;

/**
 * What is written anew by each call, `[V * V]` numbers a message: far too many to allocate each time. And for each trigram
 * `abc` of the chain where its pairs are, so that one plain loop goes over all of them.
 */
interface Room {
  /** What the left says of each position but the first. */ readonly left: Float64Array[];
  /** What the right says of a position, and of the one before it. */ readonly right: [Float64Array, Float64Array];
  /** A message times evidence, `[V * V]`. */ readonly weighed: Float64Array;
  /** What goes through the lower order, `[V]`. */ readonly through: Float64Array;
  /** `ab` of each trigram. */ readonly first: Uint16Array;
  /** `bc` of each trigram. */ readonly last: Uint16Array;
}

const roomFor = ({ vocabulary: V, from, symbol }: MarkovChain): Room => {
  const message = (): Float64Array => new Float64Array(V * V);
  const [first, last] = [new Uint16Array(symbol.length), new Uint16Array(symbol.length)];
  for (let pair = 0; pair < V * V; pair++) {
    first.fill(pair, from[pair], from[pair + 1]);
    for (let k = from[pair]; k < from[pair + 1]; k++) { last[k] = pair % V * V + symbol[k]; }
  }
  const through = new Float64Array(V);
  return { left: [], right: [message(), message()], weighed: message(), through, first, last };
};

/**
 * Leave-one-out marginals of a block, `[position][V]`: the sum over pair states of what the left says, G, and what
 * the right says, B.
 *
 * `G_i(b, c) ∝ p(x_{i-1} = b, x_i = c | evidence at positions < i)`, `B_i(b, c) ∝ p(evidence at positions > i |
 * x_{i-1} = b, x_i = c)`; B is 1 at the end of the block, as positions behind it are unknown. Costs `O(V^2 +
 * trigrams)` a position and direction.
 *
 * The function takes `before`, `G` of the first position, `[V * V]`, and `evidence`, `p(x_t | x0 = v)`,
 * `[position][V]`, with a symbol of positive probability at each position. Its answer is a new array.
 *
 * @see Rabiner 1989, A tutorial on hidden Markov models, section III.
 */
export function looMarginals(chain: MarkovChain): LooMarginals {
  const V = chain.vocabulary;
  const room = roomFor(chain);
  return (before, evidence) => {
    const length = evidence.length / V;
    const at = (i: number) => evidence.subarray(i * V, (i + 1) * V);
    const left = [before];
    for (let i = 1; i < length; i++) {
      const message = room.left[i - 1] ??= new Float64Array(V * V);
      pushInto(message, chain, room, left[i - 1], at(i - 1));
      left.push(message);
    }
    const out = new Float64Array(evidence.length);
    let [right, next] = room.right;
    right.fill(1);
    for (let i = length - 1; i >= 0; i--) {
      contractPairs(left[i], right, out.subarray(i * V, (i + 1) * V));
      if (i > 0) { pullInto(next, chain, room, right, at(i)); }
      [right, next] = [next, right];
    }
    return out;
  };
}

/** One position to the right: `out(b, c) ∝ sum_a p(c | a, b) * G(a, b) * e(b)`, a distribution. */
export function push(chain: MarkovChain, message: Float64Array, evidence: Float64Array): Float64Array {
  const out = new Float64Array(message.length);
  pushInto(out, chain, roomFor(chain), message, evidence);
  return normalise(out);
}

function pushInto(
  out: Float64Array,
  { vocabulary: V, weight, rest, lower }: MarkovChain,
  { weighed, through, first, last }: Room,
  message: Float64Array,
  evidence: Float64Array,
): void {
  through.fill(0);
  for (let row = 0; row < V * V; row += V) {
    for (let b = 0; b < V; b++) {
      const mass = message[row + b] * evidence[b];
      weighed[row + b] = mass;
      through[b] += mass * rest[row + b];
    }
  }
  const scale = scaleOf(through);
  for (let b = 0, row = 0; b < V; b++, row += V) {
    const mass = through[b] * scale;
    for (let c = 0; c < V; c++) { out[row + c] = mass * lower[row + c]; }
  }
  for (let k = 0; k < first.length; k++) { out[last[k]] += weighed[first[k]] * (weight[k] * scale); }
}

/** One position to the left: `out(a, b) ∝ sum_c p(c | a, b) * e(c) * B(b, c)`. */
function pullInto(
  out: Float64Array,
  { vocabulary: V, from, weight, rest, lower }: MarkovChain,
  { weighed, through, first, last }: Room,
  message: Float64Array,
  evidence: Float64Array,
): void {
  for (let b = 0, row = 0; b < V; b++, row += V) {
    let sum = 0;
    for (let c = 0; c < V; c++) {
      const value = evidence[c] * message[row + c];
      weighed[row + c] = value;
      sum += lower[row + c] * value;
    }
    through[b] = sum;
  }
  const scale = scaleOf(through);
  for (let b = 0; b < V; b++) { through[b] *= scale; }
  for (let row = 0; row < V * V; row += V) {
    for (let b = 0; b < V; b++) { out[row + b] = rest[row + b] * through[b]; }
  }
  // Trigrams of one pair stand together: their sum is made before it is written.
  for (let k = 0; k < first.length;) {
    const pair = first[k];
    let sum = 0;
    for (const end = from[pair + 1]; k < end; k++) { sum += weighed[last[k]] * weight[k]; }
    out[pair] += sum * scale;
  }
}

/** What keeps messages in range, however long the block: a total of 1 through the lower order, in which nothing is impossible. */
const scaleOf = (through: Float64Array): number => 1 / through.reduce((sum, x) => sum + x, 0);

/** `out(c) ∝ sum_b G(b, c) * B(b, c)`, a distribution. */
function contractPairs(left: Float64Array, right: Float64Array, out: Float64Array): void {
  const V = out.length;
  for (let row = 0; row < V * V; row += V) {
    for (let c = 0; c < V; c++) { out[c] += left[row + c] * right[row + c]; }
  }
  normalise(out);
}
