/** How the learning rate moves over a run. */
export interface RateSchedule {
  /** Highest rate. */ readonly peak: number;
  /** Steps from 0 to the peak, evenly. */ readonly warmup: number;
  /** Where the decay ends, as a share of the peak, 0 to 1. */ readonly floor: number;
}

/** How much of a run is done, 0 to 1: by steps (bit-identical when resumed), or by time where a run has minutes. */
export const progressOf = (
  budget: { readonly steps?: number; readonly seconds?: number },
  done: { readonly step: number; readonly elapsed: number },
): number => {
  const bySteps = budget.steps === undefined ? 0 : done.step / budget.steps;
  const byTime = budget.seconds === undefined ? 0 : done.elapsed / budget.seconds;
  return Math.min(1, Math.max(bySteps, byTime));
};

/**
 * The learning rate: `peak * min(1, (step + 1) / warmup) * (floor + (1 - floor) * (1 + cos(pi * progress)) / 2)`.
 *
 * @param step From 0. @param progress 0 to 1, of `progressOf`.
 * @see Loshchilov and Hutter 2017, SGDR (1608.03983), without restarts.
 */
export const rateAt = ({ peak, warmup, floor }: RateSchedule, step: number, progress: number): number =>
  peak * Math.min(1, (step + 1) / Math.max(1, warmup)) * (floor + (1 - floor) * (1 + Math.cos(Math.PI * progress)) / 2);
