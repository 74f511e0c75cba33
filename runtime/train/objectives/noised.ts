/** One position of the forward process: what an objective knows besides the prediction. */
export interface Noised {
  /** Clean token, 0 to V - 1. */ readonly x0: number;
  /** Noisy token; an absorbing model's mask is V. */ readonly xt: number;
  /** Signal level `alpha(t)`, 0 = prior, 1 = clean. */ readonly alpha: number;
  /** `alpha'(t)`, at most 0. */ readonly slope: number;
}

/** A prediction at one position: `ln p(v)` in nats, `[V]` or longer; -1e6 is impossible. */
export type LogProbabilities = ArrayLike<number>;

/** The loss of one position in nats, given its prediction. */
export type PositionLoss = (logP: LogProbabilities, at: Noised) => number;
