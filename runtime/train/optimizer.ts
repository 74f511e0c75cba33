import { emaDecay } from "./ema.ts";

/** The constants of AdamW with clipping, as data: they are baked into the compiled step. */
export interface OptimizerSettings {
  /** Decay of the first moment. */ readonly beta1: number;
  /** Decay of the second moment. */ readonly beta2: number;
  /** Added to the root of the second moment. */ readonly epsilon: number;
  /** Decoupled weight decay, of matrices only. */ readonly decay: number;
  /** Largest norm of all gradients together; longer ones are scaled down to it. */ readonly clip: number;
  /** Largest decay of the moving average of parameters. */ readonly ema: number;
}

/** The recipe of the training guide. Source: Loshchilov and Hutter 2019, AdamW (1711.05101). */
export const optimizerDefaults: OptimizerSettings = {
  beta1: 0.9,
  beta2: 0.98,
  epsilon: 1e-8,
  decay: 0.1,
  clip: 1,
  ema: 0.995,
};

/** What changes from step to step, and so goes into the compiled step as an array. */
export interface StepConstants {
  readonly rate: number;
  /** `1 / (1 - beta1^n)`, n the update counted from 1. */ readonly bias1: number;
  /** `1 / (1 - beta2^n)`. */ readonly bias2: number;
  /** Of the moving average. */ readonly emaDecay: number;
}

/** The numbers of a step (from 0) at a learning rate. */
export const stepConstants = (settings: OptimizerSettings, step: number, rate: number): StepConstants => ({
  rate,
  bias1: 1 / (1 - settings.beta1 ** (step + 1)),
  bias2: 1 / (1 - settings.beta2 ** (step + 1)),
  emaDecay: emaDecay(step, settings.ema),
});

/** One parameter tensor with its moments and moving average; all of one length. */
export interface Tracked {
  readonly parameters: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly ema: Float64Array;
}

/**
 * One AdamW update of a tensor in place, float64: the host twin of the compiled step.
 *
 * @param gradient Already clipped: times `min(1, clip / norm)`, the norm over all tensors.
 * @param matrix Only tensors of more than one dimension decay.
 */
export function adamW(
  { parameters, first, second, ema }: Tracked,
  gradient: ArrayLike<number>,
  { rate, bias1, bias2, emaDecay }: StepConstants,
  { beta1, beta2, epsilon, decay }: OptimizerSettings,
  matrix: boolean,
): void {
  for (let i = 0; i < parameters.length; i++) {
    first[i] = beta1 * first[i] + (1 - beta1) * gradient[i];
    second[i] = beta2 * second[i] + (1 - beta2) * gradient[i] ** 2;
    const update = first[i] * bias1 / (Math.sqrt(second[i] * bias2) + epsilon);
    parameters[i] -= rate * (update + (matrix ? decay * parameters[i] : 0));
    ema[i] = emaDecay * ema[i] + (1 - emaDecay) * parameters[i];
  }
}
