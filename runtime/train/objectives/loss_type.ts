/** An objective by name. The first three are BlockGen's `loss_type`. */
export type LossType = "elbo" | "ce" | "ce-noisy" | "low-variance" | "evidence";

/** Which objective each block size is trained on. */
export interface LossChoice {
  /** Of every block size that is not a special case. */ readonly loss: LossType;
  /** Block sizes with a loss of their own. */ readonly special?: Readonly<Record<number, LossType>>;
}

/** Whether gradients are taken (`train`) or a bound is reported (`eval`). */
export type LossPhase = "train" | "eval";

/**
 * The loss of a block size: in training its special case, else `loss`; in evaluation the exact `ce` at block size 1 and the
 * `elbo` above. Source: BlockGen, `loss_type` and `special_cases`.
 */
export const lossAt = ({ loss, special = {} }: LossChoice, blockSize: number, phase: LossPhase): LossType =>
  phase === "eval" ? (blockSize === 1 ? "ce" : "elbo") : special[blockSize] ?? loss;

/**
 * Whether blocks of this size are all noise (t = 1): in training if they are listed, in evaluation at block size 1, so that the
 * network predicts left to right. Source: BlockGen, `pure_noise_block_sizes`.
 */
export const isPureNoise = (sizes: readonly number[], blockSize: number, phase: LossPhase): boolean =>
  phase === "eval" ? blockSize === 1 : sizes.includes(blockSize);
