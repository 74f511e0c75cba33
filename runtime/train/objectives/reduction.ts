/** A batch's loss. */
export interface ReducedLoss {
  /** Sum over valid tokens, nats. */ readonly nll: number;
  /** Valid tokens. */ readonly tokens: number;
  /** Their ratio, nats per token; 0 without any. */ readonly loss: number;
}

/** Sums per-token losses where `valid` is not 0. Padding does not count. Source: BlockGen, `_loss`. */
export function reduceLoss(perToken: ArrayLike<number>, valid: ArrayLike<number>): ReducedLoss {
  let [nll, tokens] = [0, 0];
  for (let i = 0; i < perToken.length; i++) {
    if (valid[i] !== 0) {
      nll += perToken[i];
      tokens += 1;
    }
  }
  return { nll, tokens, loss: tokens === 0 ? 0 : nll / tokens };
}
