import { formulaOf, type Process } from "../../dsl/mod.ts";
import { cosine, logLinear } from "../../dsl/schedules/mod.ts";
import { batchAt } from "./batches.ts";
import type { TrainConfig } from "./config.ts";
import { promptLengths } from "./corpora/examples.ts";
import type { HostBatch } from "./jax/batch.ts";
import { type ScoreFields, scoreFields } from "./jax/score.ts";
import { blockSizes } from "./mixture.ts";
import { noiseBatch, type NoiseOptions } from "./noise.ts";
import { isPureNoise, lossAt, type LossType } from "./objectives/loss_type.ts";
import type { Noised } from "./objectives/noised.ts";
import { scoreForm } from "./objectives/score_form.ts";
import { weightedForm } from "./objectives/weighted_form.ts";

/** How a run noises its text. */
export const noiseOptionsOf = (config: TrainConfig, vocabulary: number): NoiseOptions => ({
  process: config.process,
  vocabulary,
  schedule: formulaOf((config.schedule === "cosine" ? cosine : logLinear)(config.scheduleEps)),
  timeEps: config.timeEps,
  timePer: config.timePer,
  times: config.times,
  pureNoise: config.blocks.map(({ size }) => size).filter((size) => isPureNoise(config.pureNoise, size, "train")),
});

/** Is there a block size whose loss reads the whole prediction (`scoreForm`)? Such runs have a larger compiled step. */
export const readsWholePrediction = (config: Pick<TrainConfig, "process" | "blocks" | "loss" | "special">): boolean =>
  config.process === "uniform" && config.blocks.some(({ size }) => isScored(lossAt(config, size, "train")));

const isScored = (loss: LossType): loss is "elbo" | "low-variance" => loss === "elbo" || loss === "low-variance";

/**
 * The batch of a step: a function of settings, text and step alone.
 *
 * @param separator Where each row is an example: the token that ends its prompt, which gets no noise and does not count.
 */
export const stepBatch = (
  config: TrainConfig,
  tokens: ArrayLike<number>,
  vocabulary: number,
  step: number,
  separator?: number,
): HostBatch => {
  const { rows, length, seed } = config;
  const blockSizesOfRows = blockSizes(config.blocks, config.mixing, rows, seed, step);
  const x0 = batchAt(tokens, { length, rows, seed, aligned: separator !== undefined }, step);
  const prompts = separator === undefined ? null : promptLengths(x0, length, separator);
  const noisy = noiseBatch({ x0, blockSizes: blockSizesOfRows, seed, step }, noiseOptionsOf(config, vocabulary));
  const batch = {
    x0,
    xt: noisy.xt,
    weight: new Float32Array(x0.length),
    evidence: new Float32Array(x0.length),
    blockSizes: blockSizesOfRows,
    ...(readsWholePrediction(config) ? { score: emptyScore(x0.length) } : {}),
  };
  for (let i = 0; i < x0.length; i++) {
    if (prompts !== null && i % length < prompts[Math.floor(i / length)]) {
      batch.xt[i] = x0[i];
      continue;
    }
    const loss = lossAt(config, blockSizesOfRows[Math.floor(i / length)], "train");
    const at = { x0: x0[i], xt: noisy.xt[i], alpha: noisy.alpha[i], slope: noisy.slope[i] };
    fill(batch, i, loss, config.process, at, vocabulary);
  }
  return batch;
};

/** Writes the loss of one position into a batch. */
function fill(batch: HostBatch, i: number, loss: LossType, process: Process, at: Noised, vocabulary: number): void {
  const form = weightedForm(loss, process, at, vocabulary);
  if (form !== null) {
    batch.weight[i] = form.weight;
    batch.evidence[i] = form.evidence;
  } else if (isScored(loss) && batch.score !== undefined) {
    const { alpha, ...numbers } = scoreForm(loss, at, vocabulary);
    const fields = { ...numbers, count: 1, scale: vocabulary * alpha, rest: 1 - alpha };
    for (const name of scoreFields) { batch.score[name][i] = fields[name]; }
  }
}

const emptyScore = (size: number): ScoreFields<Float32Array> => ({
  count: new Float32Array(size),
  scale: new Float32Array(size),
  rest: new Float32Array(size).fill(1),
  constant: new Float32Array(size),
  truth: new Float32Array(size),
  all: new Float32Array(size),
  seen: new Float32Array(size),
  inverse: new Float32Array(size),
});
