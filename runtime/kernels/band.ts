import type { Shape } from "../graph/value.ts";

/**
 * How far float32 devices may be off, as a function of the vocabulary `V`. A decision closer to its boundary than the band is
 * settled on the host; margins are distances in units of the band.
 *
 * One rounding is off by at most `ROUNDING` relative. Between raw float32 logits and a probability lie at most about ten
 * roundings (shift, temperature, guidance, normalisation). A log-probability `x` carries each of them as `|x| * ROUNDING`,
 * which becomes a relative error of `exp x`; weighted by probability, `|x|` averages to at most `ln V`. `exp` and `log` of
 * WGSL and GLSL add a few units in the last place. Sums over tokens run in about `sqrt V` chunks of `sqrt V` tokens, so
 * that `2 sqrt V` roundings are met by a partial sum. What guidance and low temperatures amplify
 * comes on top, from the data (slack.ts). Measured errors stay below a tenth of the bands on WebAssembly, WebGL2 and WebGPU.
 */
export const ROUNDING = 2 ** -24;

/** Of cumulated or single probabilities, and of thresholds in [0, 1]. */
export const massBand = (vocabulary: number): number =>
  ROUNDING * (32 + 16 * Math.log(vocabulary) + 4 * Math.sqrt(vocabulary));

/** Of differences of log-probabilities, times `1 + |log-probability|`. */
export const logBand = (vocabulary: number): number => ROUNDING * (64 + 16 * Math.log(vocabulary));

/** Of scores and of whatever formulas compute (entropies, divergences, their sums), times `1 + |score|`. */
export const scoreBand = (vocabulary: number): number => 4 * massBand(vocabulary);

/** The bands, as constants of a margin kernel. */
export const bands = (shape: Shape): { readonly mass: number; readonly log: number; readonly score: number } => ({
  mass: massBand(shape.vocabulary),
  log: logBand(shape.vocabulary),
  score: scoreBand(shape.vocabulary),
});

/** Constants that a margin kernel reads. */
export interface Bands {
  readonly mass: number;
  readonly log: number;
  readonly score: number;
}
