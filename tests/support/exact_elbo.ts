import type { Process } from "../../dsl/mod.ts";
import { sequenceAt } from "../../runtime/models/table_oracle.ts";
import { objectiveOf } from "../../runtime/train/objectives/mod.ts";
import { integral } from "./quadrature.ts";

/** A prediction of a block at a signal level, probabilities `[position][V]`. */
export type Predict = (block: { context: number[]; noisy: number[]; alpha: number }) => Float64Array;

/** `q(xt | x0)` of one token. */
export const transition = (process: Process, V: number, x0: number, xt: number, alpha: number): number =>
  process === "absorbing"
    ? (xt === V ? 1 - alpha : xt === x0 ? alpha : 0)
    : alpha * Number(xt === x0) + (1 - alpha) / V;

/** Every noisy block of a clean one with its probability. */
const noisyBlocks = (process: Process, V: number, x0: readonly number[], alpha: number) => {
  const states = process === "absorbing" ? V + 1 : V;
  return Array.from({ length: states ** x0.length }, (_, k) => sequenceAt(k, states, x0.length))
    .map((noisy) => ({
      noisy,
      p: noisy.reduce((product, xt, i) => product * transition(process, V, x0[i]!, xt, alpha), 1),
    }))
    .filter(({ p }) => p > 0);
};

/** The integrand of a block at time t (alpha = 1 - t), averaged over all noise. */
const integrand = (
  process: Process,
  V: number,
  predict: Predict,
  context: number[],
  x0: number[],
  t: number,
): number => {
  const loss = objectiveOf("elbo", process);
  const alpha = 1 - t;
  return noisyBlocks(process, V, x0, alpha).reduce((sum, { noisy, p }) => {
    const logP = predict({ context, noisy, alpha }).map(Math.log);
    const losses = noisy.map((xt, i) => loss(logP.subarray(i * V, (i + 1) * V), { x0: x0[i]!, xt, alpha, slope: -1 }));
    return sum + p * losses.reduce((a, b) => a + b, 0);
  }, 0);
};

/**
 * The negative ELBO of a sequence in blocks, with all noise enumerated and times integrated: no Monte Carlo. Times are `u^3`, so that
 * the logarithm of uniform noise at t = 0 does no harm.
 */
export const exactElbo = (
  process: Process,
  V: number,
  predict: Predict,
  x0: readonly number[],
  size: number,
): number => {
  let sum = 0;
  for (let from = 0; from < x0.length; from += size) {
    const block = x0.slice(from, from + size);
    const context = x0.slice(0, from);
    sum += integral((u) => 3 * u * u * integrand(process, V, predict, context, block, u ** 3), 24);
  }
  return sum;
};
