import type { Process } from "../../../dsl/mod.ts";

/** What the network's logits at one position go through. */
export interface PostProcessing {
  /** Noise process of the model. */ readonly process: Process;
  /** Noisy token at the position. */ readonly xt: number;
  /** Id of the mask; absorbing models only (default: the last column). */ readonly mask?: number;
  /** Dimensionless, more than 0 (default 1). */ readonly temperature?: number;
  /** Of masked positions, absorbing only: leave them unnormalised, as samplers may (default true: normalise). */
  readonly normalise?: boolean;
}

const IMPOSSIBLE = -1e6;

/** `ln sum_v exp(logits[v])`. */
export const logSumExp = (logits: ArrayLike<number>): number => {
  let top = -Infinity;
  for (let v = 0; v < logits.length; v++) { top = Math.max(top, logits[v]); }
  if (top === -Infinity) { return top; }
  let sum = 0;
  for (let v = 0; v < logits.length; v++) { sum += Math.exp(logits[v] - top); }
  return top + Math.log(sum);
};

const oneHot = (width: number, token: number): Float64Array => {
  const row = new Float64Array(width).fill(IMPOSSIBLE);
  row[token] = 0;
  return row;
};

/**
 * From raw logits `[V]` (absorbing: `[V + 1]`, with the mask) to `ln p(x0 = v)`, float64, of the same width.
 *
 * Logits are divided by the temperature. Absorbing: -1e6 is added to the mask's, and a visible position is certain (0 at its
 * token, -1e6 elsewhere: "carry-over"). Then `logits - ln sum exp`. `normalise: false` leaves masked positions as they are and
 * sets the mask's entry to -1e6.
 *
 * @see MDLM (2406.07524), the "SUBS" parameterisation; the kernels of a run do the same in float32.
 *
 * @example A mask cannot be predicted
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { postProcess } from "blockgen/runtime";
 *
 * strictEqual(Math.exp(postProcess([0, 0, 9], { process: "absorbing", xt: 2 })[0]).toFixed(3), "0.500");
 * ```
 */
export function postProcess(logits: ArrayLike<number>, options: PostProcessing): Float64Array {
  const { process, xt, mask = logits.length - 1, temperature = 1, normalise = true } = options;
  const absorbing = process === "absorbing";
  if (absorbing && xt !== mask) { return oneHot(logits.length, xt); }
  const scaled = Float64Array.from(logits, (logit) => logit / temperature);
  if (absorbing) { scaled[mask] = normalise ? scaled[mask] + IMPOSSIBLE : IMPOSSIBLE; }
  if (absorbing && !normalise) { return scaled; }
  const total = logSumExp(scaled);
  return scaled.map((logit) => logit - total);
}
