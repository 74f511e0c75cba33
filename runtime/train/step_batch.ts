import { formulaOf } from "../../dsl/mod.ts";
import { cosine, logLinear } from "../../dsl/schedules/mod.ts";
import { batchAt } from "./batches.ts";
import type { TrainConfig } from "./config.ts";
import type { HostBatch } from "./jax/batch.ts";
import { blockSizes } from "./mixture.ts";
import { noiseBatch, type NoiseOptions } from "./noise.ts";
import { isPureNoise, lossAt } from "./objectives/loss_type.ts";
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

/** The batch of a step: a function of settings, text and step alone. */
export const stepBatch = (
  config: TrainConfig,
  tokens: ArrayLike<number>,
  vocabulary: number,
  step: number,
): HostBatch => {
  const { rows, length, seed } = config;
  const sizes = blockSizes(config.blocks, config.mixing, rows, seed, step);
  const x0 = batchAt(tokens, { length, rows, seed }, step);
  const { xt, alpha, slope } = noiseBatch({ x0, blockSizes: sizes, seed, step }, noiseOptionsOf(config, vocabulary));
  const weight = new Float32Array(x0.length);
  const evidence = new Float32Array(x0.length);
  for (let i = 0; i < x0.length; i++) {
    const loss = lossAt(config, sizes[Math.floor(i / length)], "train");
    const at = { x0: x0[i], xt: xt[i], alpha: alpha[i], slope: slope[i] };
    const form = weightedForm(loss, config.process, at, vocabulary);
    weight[i] = form?.weight ?? 0;
    evidence[i] = form?.evidence ?? 0;
  }
  return { x0, xt, weight, evidence, blockSizes: sizes };
};
