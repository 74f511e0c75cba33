import { ngramCounts } from "./counts.ts";

/**
 * Entropy of the tokens within one text: `-sum_v f(v) log2 f(v)`, `f(v)` being the share of token v, in bits, from 0 (one
 * token throughout) to `log2 min(V, length)`; 0 for no tokens.
 *
 * Publications give it in nats (times `ln 2`) and average it over texts. It falls when a sampler repeats itself, which a low
 * perplexity hides; texts of different lengths cannot be compared.
 *
 * @see Zheng et al. 2024 (2409.02908), section 5; Sahoo et al. 2025, Duo (2506.10892), which reports it beside perplexity.
 */
export const unigramEntropy = (tokens: ArrayLike<number>): number =>
  [...ngramCounts(tokens, 1).values()].reduce((sum, count) => {
    const share = count / tokens.length;
    return sum - share * Math.log2(share);
  }, 0);
