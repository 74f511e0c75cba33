import { logSumExp } from "./post_processing.ts";

/** A block size's share in a mixture, and its bounds on the same text. */
export interface MixtureComponent {
  /** Probability of the block size, 0 or more. */ readonly weight: number;
  /** Bounds on `-ln p(text)` in nats, one a draw of the noise; averaged first. */ readonly draws: readonly number[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const counted = (components: readonly MixtureComponent[]): readonly MixtureComponent[] =>
  components.filter(({ weight }) => weight > 0);

/**
 * The negative log-likelihood bound of the mixture `p = sum_i w_i p_i` of block sizes, in nats: `-ln sum_i w_i exp(-nll_i)`.
 *
 * `nll_i` is of the *whole* text that one component generates: the paper takes the sum over a batch as one. Only weights above 0
 * count; without any the bound is Infinity.
 *
 * @see BlockGen (2606.02241), validation by `log-sum-exp-k`, k the number of draws.
 */
export const logSumExpBound = (components: readonly MixtureComponent[]): number =>
  -logSumExp(counted(components).map(({ weight, draws }) => Math.log(weight) - mean(draws)));

/** Jensen's bound of the same mixture, never below `logSumExpBound`, in nats: `sum_i w_i nll_i`. Source: BlockGen, `jensen-k`. */
export const jensenBound = (components: readonly MixtureComponent[]): number =>
  counted(components).reduce((sum, { weight, draws }) => sum + weight * mean(draws), 0);
