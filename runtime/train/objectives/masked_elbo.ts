import type { PositionLoss } from "./noised.ts";

/**
 * The integrand of the negative ELBO of masked diffusion at time t, in nats: `-alpha'(t) / (1 - alpha(t)) * -ln p(x0)` at a
 * mask, 0 where the token is visible. Its mean over t in (0, 1) and over the noise bounds `-ln p(x0)` from above, and is equal
 * to it when predictions are exact.
 *
 * @see Sahoo et al. 2024, MDLM (2406.07524), the continuous-time ELBO.
 */
export const maskedElbo: PositionLoss = (logP, { x0, xt, alpha, slope }) =>
  xt === x0 ? 0 : slope / (1 - alpha) * logP[x0];

/** The same at weight 1 instead of `-alpha' / (1 - alpha)`: no longer a bound, same optimum, less variance. Source: BlockGen, `low_var`. */
export const maskedElboLowVariance: PositionLoss = (logP, { x0, xt }) => xt === x0 ? 0 : -logP[x0];
