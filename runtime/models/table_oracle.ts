import type { Abilities, Process } from "../../dsl/mod.ts";
import { BlockgenError } from "../errors.ts";
import { normalise } from "./evidence.ts";
import { type Law, type Oracle, oracle, type OracleAbilities, type OracleKind } from "./oracle.ts";

/**
 * Probabilities of all sequences: by index (position 0 most significant), by sequence such as `"0120"`, or as a
 * function.
 */
export type Table = ArrayLike<number> | Readonly<Record<string, number>> | ((tokens: readonly number[]) => number);

/** What a table oracle is made of. */
export interface TableOptions<P extends Process> extends Pick<Abilities, "eos" | "pad"> {
  /** Weights >= 0, made to add up to 1. */ readonly table: Table;
  /** Number of real tokens, V. */ readonly vocabulary: number;
  /** Length of the sequences, L; `V^L` is at most 65536. */ readonly length: number;
  /** The noise that it undoes. */ readonly process: P;
  /** What predictions mean (default: `loo`). */ readonly prediction?: OracleKind;
  /** Shown to the user (default: "table oracle"). */ readonly name?: string;
}

/**
 * The oracle of a joint distribution over `V^L` sequences: every prediction is the exact marginal, by summation.
 *
 * It serves any block, context and noise level, raw predictions at visible positions, AR, and the unconditional half
 * of guidance (the context summed out). Evidence that has probability 0 (an ARPC draft that cannot occur) is answered
 * as if every sequence had a little probability: a leave-one-out or AR prediction is uniform, a full one is the
 * position's own likelihood.
 *
 * Errors: throws `OutOfRange` for a table that is too large, negative, or zero everywhere.
 *
 * @example Two coins that always agree
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { tableOracle } from "blockgen/runtime";
 *
 * const coins = tableOracle({ table: { "00": 0.5, "11": 0.5 }, vocabulary: 2, length: 2, process: "absorbing" });
 * deepStrictEqual([...coins.predict64({ context: [], noisy: [1, 2], alpha: 0.5 })], [0.5, 0.5, 0, 1]);
 * ```
 */
export function tableOracle<P extends Process>(options: TableOptions<P>): Oracle<OracleAbilities<P>> {
  const { vocabulary, length, process, prediction = "loo", name = "table oracle", eos, pad } = options;
  const marginals = marginalsOf(read(options), vocabulary, length);
  const ends = { ...(eos !== undefined && { eos }), ...(pad !== undefined && { pad }) };
  return oracle({
    name,
    law: lawOf(marginals, vocabulary),
    process,
    vocabulary,
    prediction,
    maximumLength: length,
    ends,
  });
}

/** The tokens of the sequence with this index, position 0 most significant. */
export const sequenceAt = (index: number, vocabulary: number, length: number): number[] =>
  Array.from({ length }, (_, i) => Math.floor(index / vocabulary ** (length - 1 - i)) % vocabulary);

/** The inverse of `sequenceAt`, for the first `end` tokens. */
export function sequenceIndex(tokens: ArrayLike<number>, vocabulary: number, end: number = tokens.length): number {
  let index = 0;
  for (let i = 0; i < end; i++) { index = index * vocabulary + tokens[i]; }
  return index;
}

function read({ table, vocabulary, length }: TableOptions<Process>): Float64Array {
  const size = vocabulary ** length;
  if (!(size >= 1 && size <= 65536)) { refuse("vocabulary ** length", "from 1 to 65536", size); }
  const weight = weightOf(table);
  const joint = Float64Array.from({ length: size }, (_, k) => weight(k, sequenceAt(k, vocabulary, length)));
  const bad = joint.find((w) => !(w >= 0 && w < Infinity));
  if (bad !== undefined) { refuse("every weight of a table", "0 or more", bad); }
  if (!joint.some((w) => w > 0)) { refuse("the sum of a table", "more than 0", 0); }
  return normalise(joint);
}

function weightOf(table: Table): (index: number, tokens: readonly number[]) => number {
  if (typeof table === "function") { return (_, tokens) => table(tokens); }
  if (typeof table.length === "number") { return (index) => (table as ArrayLike<number>)[index]; }
  return (_, tokens) => (table as Readonly<Record<string, number>>)[tokens.join("")] ?? 0;
}

function refuse(what: string, range: string, found: number): never {
  throw new BlockgenError({ _tag: "OutOfRange", what, range, found: String(found) });
}

/** The joint distribution of the first k positions, for k from 0 to L. */
function marginalsOf(joint: Float64Array, vocabulary: number, length: number): Float64Array[] {
  const marginals = [joint];
  for (let k = length - 1; k >= 0; k--) {
    const longer = marginals[0];
    const shorter = new Float64Array(vocabulary ** k);
    longer.forEach((p, index) => shorter[Math.floor(index / vocabulary)] += p);
    marginals.unshift(shorter);
  }
  return marginals;
}

const lawOf = (marginals: readonly Float64Array[], V: number): Law => ({
  leaveOneOut: (context, start, evidence) =>
    leaveOneOut(blockJoint(marginals, V, context, start, evidence.length / V), V, evidence),
  next: (tokens, end) => normalise(blockJoint(marginals, V, tokens, end, 1).slice()),
});

/** Unnormalised `p(context, block)` of all `V^size` blocks; without a context it is summed out. */
function blockJoint(
  marginals: readonly Float64Array[],
  V: number,
  context: ArrayLike<number> | null,
  start: number,
  size: number,
): Float64Array {
  const joint = marginals[start + size];
  const blocks = V ** size;
  if (context !== null) {
    const at = sequenceIndex(context, V, start);
    return joint.subarray(at * blocks, (at + 1) * blocks);
  }
  const out = new Float64Array(blocks);
  joint.forEach((p, index) => out[index % blocks] += p);
  return out;
}

/** `out[i][v] ∝ sum over blocks with x_i = v of joint * prod_{j != i} evidence[j][x_j]`. */
function leaveOneOut(joint: Float64Array, V: number, evidence: Float64Array): Float64Array {
  const size = evidence.length / V;
  const out = new Float64Array(evidence.length);
  joint.forEach((p, index) => {
    if (p > 0) { add(p, sequenceAt(index, V, size), V, evidence, out); }
  });
  for (let i = 0; i < size; i++) { normalise(out.subarray(i * V, (i + 1) * V)); }
  return out;
}

/** Adds one block to the sums, with products from the left and from the right, so that nothing is divided by 0. */
function add(p: number, tokens: readonly number[], V: number, evidence: Float64Array, out: Float64Array): void {
  const right = tokens.map(() => 1);
  for (let i = tokens.length - 2; i >= 0; i--) { right[i] = right[i + 1] * evidence[(i + 1) * V + tokens[i + 1]]; }
  let left = p;
  tokens.forEach((v, i) => {
    out[i * V + v] += left * right[i];
    left *= evidence[i * V + v];
  });
}
