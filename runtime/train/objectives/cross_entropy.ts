import type { PositionLoss } from "./noised.ts";

/**
 * `-ln p(x0)` in nats. On all positions of uniform noise its optimum is the full posterior `p(x0_i | x_t)`, which the plug-in
 * posterior and the ELBO do not expect; at block size 1 and pure noise it is the negative log-likelihood left to right.
 */
export const crossEntropy: PositionLoss = (logP, { x0 }) => -logP[x0];

/** `-ln p(x0)` where the noise changed the token, else 0. Source: BlockGen, loss `ce-noisy`. */
export const crossEntropyNoisy: PositionLoss = (logP, { x0, xt }) => xt === x0 ? 0 : -logP[x0];
