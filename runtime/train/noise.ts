import type { Process } from "../../dsl/mod.ts";
import { derivative, type Formula } from "../../dsl/mod.ts";
import { rowNumber } from "../kernels/mod.ts";
import { below, fold, uniform } from "../random/mod.ts";
import { permutation } from "./permutation.ts";
import { stepKey } from "./random_place.ts";

/** How clean text turns into noisy text. */
export interface NoiseOptions {
  readonly process: Process;
  /** Real tokens V; the mask of an absorbing process is V. */ readonly vocabulary: number;
  /** `alpha` as a formula of t. */ readonly schedule: Formula;
  /** Smallest time, in (0, 1); BlockGen draws from 1e-3. */ readonly timeEps: number;
  /** Each block has its time, or all blocks of a row share one, as in BlockGen. */ readonly timePer: "block" | "row";
  /** Times that share the interval evenly between them (MDLM calls it antithetic), or independent ones. */
  readonly times: "stratified" | "independent";
  /** Block sizes that are always all noise (t = 1, alpha = 0). */ readonly pureNoise: readonly number[];
}

/** A batch of clean rows. */
export interface CleanBatch {
  /** `[row][position]`, row-major. */ readonly x0: Int32Array;
  /** Tokens of one block, for each row; divides the length. */ readonly blockSizes: readonly number[];
  /** Of the run. */ readonly seed: number;
  /** Counts training steps (or evaluation draws, at another seed). */ readonly step: number;
}

/** The batch after the forward process; everything `[row][position]`. */
export interface NoisyBatch {
  readonly xt: Int32Array;
  /** Signal level. */ readonly alpha: Float64Array;
  /** `alpha'(t)`. */ readonly slope: Float64Array;
}

/** Positions that share one time. */
interface Span {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/**
 * The forward process of a batch: at signal level `alpha(t)` each token is kept with probability alpha, else it is the mask, or
 * a token drawn uniformly from all V.
 *
 * Times are stratified among spans of equal block size: of n, one falls into each n-th of `[timeEps, 1]`, in random order. Every
 * number is a function of seed, step, row and position, so that a resumed run draws the same whatever was drawn before.
 */
export function noiseBatch(batch: CleanBatch, options: NoiseOptions): NoisyBatch {
  const { x0, blockSizes, seed, step } = batch;
  const noisy = {
    xt: Int32Array.from(x0),
    alpha: new Float64Array(x0.length),
    slope: new Float64Array(x0.length),
  };
  const falling = derivative(options.schedule);
  for (const { span, t } of timesOf(batch, options)) {
    const pure = options.pureNoise.includes(span.size);
    noisy.alpha.fill(pure ? 0 : rowNumber(options.schedule, { t }), span.from, span.to);
    noisy.slope.fill(rowNumber(falling, { t }), span.from, span.to);
  }
  const length = x0.length / blockSizes.length;
  const key = stepKey(seed, step, "noise");
  blockSizes.forEach((_, row) => noiseRow(noisy, { row, length }, fold(key, row), options));
  return noisy;
}

function noiseRow(
  { xt, alpha }: NoisyBatch,
  { row, length }: { readonly row: number; readonly length: number },
  key: readonly [number, number],
  { process, vocabulary }: NoiseOptions,
): void {
  for (let i = 0; i < length; i++) {
    const at = row * length + i;
    if (uniform(key, i) >= alpha[at]) { xt[at] = process === "absorbing" ? vocabulary : below(vocabulary, key, i, 1); }
  }
}

/** The spans of a batch, by block size. */
function spansOf({ x0, blockSizes }: CleanBatch, timePer: NoiseOptions["timePer"]): ReadonlyMap<number, Span[]> {
  const length = x0.length / blockSizes.length;
  const groups = new Map<number, Span[]>();
  blockSizes.forEach((size, row) => {
    const group = groups.get(size) ?? [];
    groups.set(size, group);
    const width = timePer === "row" ? length : size;
    for (let i = 0; i < length; i += width) {
      group.push({ row, size, from: row * length + i, to: row * length + Math.min(i + width, length) });
    }
  });
  return groups;
}

function timesOf(batch: CleanBatch, options: NoiseOptions): { readonly span: Span; readonly t: number }[] {
  const { seed, step } = batch;
  const { timeEps, times, timePer, pureNoise } = options;
  return [...spansOf(batch, timePer)].flatMap(([size, spans]) => {
    const key = fold(stepKey(seed, step, "time"), size);
    const stratum = permutation(fold(key, 1), spans.length);
    return spans.map((span, k) => {
      const u = uniform(key, k);
      const share = times === "stratified" ? (stratum(k) + u) / spans.length : u;
      return { span, t: pureNoise.includes(size) ? 1 : timeEps + (1 - timeEps) * share };
    });
  });
}
