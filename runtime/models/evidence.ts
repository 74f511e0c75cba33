import type { Process } from "../../dsl/mod.ts";

/** One position of a noisy block. */
export interface Seen {
  /** Its token; an absorbing model's mask is `vocabulary`. */ readonly token: number;
  /** Signal level, 1 = clean. */ readonly alpha: number;
  /** Did the caller fix it? Then it is evidence at signal level 1. */ readonly frozen: boolean;
}

/**
 * What a position says of its clean token: `out[v] = p(x_t = token | x0 = v)`, up to a factor that does not depend on
 * `v`.
 *
 * Absorbing: 1 everywhere at a mask, else 1 at the token alone. Uniform: `alpha * 1(v = token) + (1 - alpha) / V`.
 * Frozen: 1 at the token alone.
 *
 * @param out Filled, `[vocabulary]`.
 * @see Austin et al. 2021, D3PM (2107.03006), section 3; samplers guide, section 3.
 */
export function likelihood(process: Process, seen: Seen, out: Float64Array): void {
  const { token, alpha, frozen } = seen;
  if (process === "absorbing" && token >= out.length) { out.fill(1); }
  else {
    const signal = process === "absorbing" || frozen ? 1 : alpha;
    out.fill((1 - signal) / out.length);
    out[token] += signal;
  }
}

/**
 * From leave-one-out to full predictions, `full_i(v) ∝ loo_i(v) * evidence_i(v)`, `[position][vocabulary]`.
 *
 * Where both exclude each other the evidence alone decides, as it would if every sequence had a little probability.
 */
export function fullFromLoo(loo: Float64Array, evidence: Float64Array, vocabulary: number): Float64Array {
  const full = loo.map((p, k) => p * evidence[k]);
  for (let at = 0; at < full.length; at += vocabulary) {
    const row = full.subarray(at, at + vocabulary);
    if (sum(row) === 0) { row.set(evidence.subarray(at, at + vocabulary)); }
    normalise(row);
  }
  return full;
}

/** Divides by the sum; a row of zeros becomes uniform. */
export function normalise(row: Float64Array): Float64Array {
  const total = sum(row);
  for (let v = 0; v < row.length; v++) { row[v] = total > 0 ? row[v] / total : 1 / row.length; }
  return row;
}

function sum(row: Float64Array): number {
  let total = 0;
  for (let v = 0; v < row.length; v++) { total += row[v]; }
  return total;
}
