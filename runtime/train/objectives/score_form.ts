import type { LossType } from "./loss_type.ts";
import type { Noised } from "./noised.ts";

/**
 * The two uniform-noise losses that read the whole prediction, as numbers that do not depend on the network: with
 * `m(v) = V alpha p(v) + 1 - alpha` of its prediction p,
 * `loss = constant + truth * ln m(x0) + all * sum_v ln m(v) + seen * ln m(xt) + inverse / m(xt)`.
 *
 * Terms `ln m(v)` of tokens that cannot be predicted (`p(v) = 0`, columns behind V) are left out of the sum.
 */
export interface ScoreForm {
  readonly alpha: number;
  readonly constant: number;
  readonly truth: number;
  readonly all: number;
  readonly seen: number;
  readonly inverse: number;
}

/**
 * `uniformElbo` or `uniformElboLowVariance` at a position, for a compiled training step that is fed arrays.
 *
 * It follows from `sum_v m(v) = V`: of the concrete scores `r` and `h`, only `sum r ln h` and `sum h = V / m(xt)` know the network.
 *
 * @param vocabulary V, without the mask. @param at `alpha` below 1.
 */
export function scoreForm(
  loss: Extract<LossType, "elbo" | "low-variance">,
  { x0, xt, alpha, slope }: Noised,
  vocabulary: number,
): ScoreForm {
  const V = vocabulary;
  if (alpha === 0) { return { alpha, constant: 0, truth: 0, all: 0, seen: 0, inverse: 0 }; }
  const coefficient = -slope / (V * alpha);
  const [certain, other] = [V * alpha + 1 - alpha, 1 - alpha];
  const mass = xt === x0 ? certain : other;
  // sum_v r(v) ln r(v), over the true token and the V - 1 others.
  const entropy = certain / mass * Math.log(certain / mass) + (V - 1) * other / mass * Math.log(other / mass);
  const elbo = loss === "elbo" ? 1 : 0;
  return {
    alpha,
    constant: coefficient * (entropy - elbo * V / mass),
    truth: -coefficient * V * alpha / mass,
    all: -coefficient * other / mass,
    seen: coefficient * V / mass,
    inverse: coefficient * elbo * V,
  };
}
