import { flow } from "fp-ts/lib/function.js";
import { dist, masked, negate } from "../expression/mod.ts";
import { budget } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guess } from "./guess.ts";
import { unmaskUntilFull, type UntilFullOptions } from "./unmask.ts";

/** Knobs of the EB sampler. */
export interface EntropyBoundedOptions extends UntilFullOptions {
  /** Nats, 0 or more; 0.1 by default, 0 unmasks one at a time. */ readonly gamma?: number;
}

/**
 * EB: unmasks the positions of least entropy `H`, as many as keep `sum H - max H <= gamma`, and always one, until the block is full.
 *
 * The bound limits what independent draws lose against the joint law. NFE: from 1 to `size`, 32 by default, at temperature 0.
 *
 * @see Ben-Hamu et al. 2025, EB sampler (2505.24857), algorithm 1.
 */
export const entropyBounded = ({ size = 32, gamma = 0.1, ...rest }: EntropyBoundedOptions = {}) => {
  const within = budget(gamma, dist.entropy, { among: masked });
  const each = flow(guess(rest), score(negate(dist.entropy)), select(within), write());
  return unmaskUntilFull(each, { ...rest, size });
};
