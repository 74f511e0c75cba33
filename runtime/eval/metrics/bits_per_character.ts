import type { Oracle } from "../../models/mod.ts";

/**
 * Exact cross-entropy of one text under the law that it should come from: `-log2 p(tokens | context) / length`, bits per
 * token (per character where a token is one); 0 for no tokens.
 *
 * The mean over texts of a sampler estimates `H(q, p) = H(q) + KL(q || p)`, `q` being the law of the sampler: more bits than
 * `expectedBits` mean texts that the law finds unlikely; fewer mean texts that are more alike than the law's own, which is no
 * better. Read it beside an entropy.
 *
 * @see Cover and Thomas 2006, Elements of Information Theory, section 5.4.
 */
export const bitsPerCharacter = (
  oracle: Pick<Oracle, "logProbability">,
  tokens: ArrayLike<number>,
  context: ArrayLike<number> = [],
): number => tokens.length === 0 ? 0 : -oracle.logProbability(tokens, context) / Math.LN2 / tokens.length;
