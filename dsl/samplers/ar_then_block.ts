import { sequence } from "../control/mod.ts";
import type { Sampler } from "../program.ts";
import { autoregressive } from "./autoregressive.ts";
import { blockAncestral } from "./block_ancestral.ts";
import { leftToRight } from "./left_to_right.ts";
import type { BlockSamplerOptions } from "./think.ts";

/** How many tokens are made left to right, and when they join the context. */
export interface ArFirst {
  /** Position up to which tokens are made one by one; a multiple of the block size. */ readonly arTokens: number;
  /** Commit each `token` (the default), or each complete `block`. */ readonly commit?: "token" | "block";
}

/** The first tokens one by one: the beginning of `arThenBlock` and `arpc`. */
export const arFirst = (options: BlockSamplerOptions & { readonly size: number } & ArFirst): Sampler<never> => {
  const { size, arTokens: upTo, commit = "token", temperature = 1, prefix, stop } = options;
  const place = {
    upTo,
    temperature,
    ...(prefix === undefined ? {} : { prefix }),
    ...(stop === undefined ? {} : { stop }),
  };
  return commit === "token" ? autoregressive(place) : leftToRight({ ...place, size });
};

/**
 * Makes the first tokens one by one and goes on with block ancestral sampling.
 *
 * @see BlockGen (2606.02241), `ARThenBlockAncestralSampler`.
 */
export const arThenBlock = (options: BlockSamplerOptions & { readonly size: number } & ArFirst) => {
  const { arTokens: _, commit: __, ...rest } = options;
  return sequence(arFirst(options), blockAncestral(rest));
};
