import type { LogProbabilities, Noised, PositionLoss } from "./noised.ts";

/** `r ln(r / h)`, 0 at `r = 0`. */
const relative = (r: number, h: number): number => r === 0 ? 0 : r * Math.log(r / h);

/**
 * Sums `term(r, h)` over tokens v, times `-alpha' / (V alpha)`. `r(v)` is the true concrete score `q(v | x0) / q(xt | x0)` of the
 * noisy marginal `V q(v | x0) = V alpha 1(v = x0) + 1 - alpha`, and `h(v)` the model's, with its prediction in place of `1(v = x0)`.
 * At `alpha = 0` nothing is known and nothing is lost.
 */
function scoreLoss(
  logP: LogProbabilities,
  { x0, xt, alpha, slope }: Noised,
  term: (r: number, h: number) => number,
): number {
  const V = logP.length;
  if (alpha === 0) { return 0; }
  const truth = (v: number): number => V * alpha * Number(v === x0) + 1 - alpha;
  const ours = (v: number): number => V * alpha * Math.exp(logP[v]) + 1 - alpha;
  let sum = 0;
  for (let v = 0; v < V; v++) { sum += term(truth(v) / truth(xt), ours(v) / ours(xt)); }
  return -slope / (V * alpha) * sum;
}

/**
 * The integrand of the negative ELBO of uniform-state diffusion at time t, in nats, `logP` of width V exactly:
 * `-alpha' / (V alpha) * sum_v (r(v) ln(r(v) / h(v)) - r(v) + h(v))`, with `r` and `h` the true and the model's concrete score.
 *
 * Its mean over t and noise is the bound. The model's output is plugged in as if it were `p(x0)` without the evidence of `xt`
 * itself, so that its optimum is the leave-one-out prediction.
 *
 * @see Sahoo et al. 2025, Duo (2506.10892), its negative ELBO, in its code written as `term1 - term2`; Schiff et al. 2024, UDLM (2412.10193).
 */
export const uniformElbo: PositionLoss = (logP, at) => scoreLoss(logP, at, (r, h) => relative(r, h) - r + h);

/**
 * The same without `h - r`: BlockGen's `low_var`. It is no bound, may be negative, and its optimum is neither the full nor the
 * leave-one-out prediction; kept for parity, not recommended.
 */
export const uniformElboLowVariance: PositionLoss = (logP, at) => scoreLoss(logP, at, relative);
