/**
 * The decay of the moving average of parameters after update n (from 0): `min(most, (1 + n) / (10 + n))`, so that early on it
 * follows closely. `ema <- decay * ema + (1 - decay) * parameters`.
 *
 * @see TensorFlow's `ExponentialMovingAverage(num_updates)`; training guide, section 6, with `most` = 0.995.
 */
export const emaDecay = (n: number, most: number): number => Math.min(most, (1 + n) / (10 + n));
