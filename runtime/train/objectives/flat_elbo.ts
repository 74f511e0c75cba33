import type { Process } from "../../../dsl/mod.ts";
import type { Noised } from "./noised.ts";

/**
 * The ELBO integrand of a model that knows nothing, `p(v) = 1 / V`, in nats: what `maskedElbo` and `uniformElbo` give for it, in closed
 * form. With `flatBound` as its mean it is a control variate: where a draw of noise is costly for it, it is costly for any model.
 */
export function flatElbo(process: Process, vocabulary: number, { x0, xt, alpha, slope }: Noised): number {
  const V = vocabulary;
  if (process === "absorbing") { return xt === x0 ? 0 : -slope / (1 - alpha) * Math.log(V); }
  if (alpha === 0) { return 0; }
  const odds = (V * alpha + 1 - alpha) / (1 - alpha);
  const divergence = (r: number): number => r * Math.log(r) - r + 1;
  return -slope / (V * alpha) * (xt === x0 ? (V - 1) * divergence(1 / odds) : divergence(odds));
}

/** `KL(q(xt | x0) || q(xt))` of one token at a signal level, x0 uniform: what is known of it, 0 to `ln V` nats. */
const known = (process: Process, V: number, alpha: number): number => {
  if (process === "absorbing") { return alpha * Math.log(V); }
  const [stays, other] = [alpha + (1 - alpha) / V, (1 - alpha) / V];
  return Math.log(V) + stays * Math.log(stays) + (other === 0 ? 0 : (V - 1) * other * Math.log(other));
};

/** The integral of `flatElbo` over times between two signal levels, averaged over the noise, nats a token; `ln V` from 0 to 1. */
export const flatBound = (process: Process, vocabulary: number, from: number, to: number): number =>
  known(process, vocabulary, to) - known(process, vocabulary, from);
