import type { Noised } from "./noised.ts";
import { logSumExp } from "./post_processing.ts";

/**
 * What the noisy token says of the clean one under uniform noise, in nats:
 * `ln q(xt | x0 = xt) - ln q(xt | x0 != xt) = ln((V alpha + 1 - alpha) / (1 - alpha))`; 0 at pure noise.
 *
 * @param alpha Signal level, 0 <= alpha < 1 (at 1 the token is certain: Infinity).
 */
export const evidenceOf = (alpha: number, vocabulary: number): number => Math.log1p(vocabulary * alpha / (1 - alpha));

/**
 * Cross-entropy that trains leave-one-out predictions under uniform noise, in nats: the evidence of the observed token is added
 * to its logit in the loss only, `-ln softmax(logits + evidence * onehot(xt))[x0]`.
 *
 * By Bayes' rule the sum is the full posterior exactly when `softmax(logits)` is `p(x0_i | x_t without i)`, so the optimum of the
 * raw logits is what the plug-in posterior and the ELBO read.
 *
 * @param logits Raw, or log-probabilities, `[V]`.
 * @see samplers guide, section 3, "full->loo".
 */
export function evidenceCrossEntropy(logits: ArrayLike<number>, { x0, xt, alpha }: Noised): number {
  if (alpha === 1) { return 0; }
  const seen = Float64Array.from(logits);
  seen[xt] += evidenceOf(alpha, seen.length);
  return logSumExp(seen) - seen[x0];
}
