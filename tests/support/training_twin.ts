import { isLeft } from "fp-ts/lib/Either.js";
import { blockDit, type NetworkConfig, training, type Weights } from "../../runtime/blockdit/mod.ts";
import { hostCache } from "../../runtime/blockdit/host/cache.ts";
import { hostOps } from "../../runtime/blockdit/host/ops.ts";
import type { HostTensor } from "../../runtime/blockdit/host/tensor.ts";
import { type Leaf, leafData, leavesOf } from "../../runtime/blockdit/jax/leaves.ts";
import type { NamedTensor } from "../../runtime/checkpoints/mod.ts";
import { fold, sampleKey, uniform } from "../../runtime/random/mod.ts";
import type { HostBatch } from "../../runtime/train/jax/batch.ts";
import { leafName } from "../../runtime/train/jax/arrays.ts";
import {
  describeTrain,
  lossAt,
  noiseBatch,
  objectiveOf,
  postProcess,
  readTrainConfig,
  type TrainConfig,
  type TrainOptions,
  weightedForm,
} from "../../runtime/train/mod.ts";
import { networkOf } from "../../runtime/train/network.ts";
import { noiseOptionsOf } from "../../runtime/train/step_batch.ts";
import { randomNetwork } from "./random_network.ts";

/** Real tokens of the toy texts. */
export const V = 10;

/** Settings of a run that takes no time. */
export const tinyConfig = (options: Partial<TrainOptions>): TrainConfig => {
  const read = readTrainConfig({
    corpus: "toy",
    width: 8,
    layers: 2,
    heads: 2,
    length: 16,
    rows: 4,
    steps: 6,
    ...options,
  });
  if (isLeft(read)) { throw new Error(describeTrain(read.left)); }
  return read.right;
};

/** A toy text: each token likely follows the one before. */
export const toyTokens = (count: number, seed = 0): Uint16Array => {
  const key = fold(sampleKey(seed, 0), 17);
  const out = new Uint16Array(count);
  for (let i = 1; i < count; i++) {
    out[i] = uniform(key, i) < 0.8 ? (out[i - 1]! * 3 + 1) % V : Math.floor(uniform(key, i, 1) * V);
  }
  return out;
};

/** A network with weights that are nowhere zero, and its leaves as they are trained. */
export const tinyNetwork = (config: TrainConfig, seed = 1) => {
  const network = networkOf(config, V);
  const weights = randomNetwork(network, seed);
  const leaves = leavesOf(network);
  const parameters = leaves.map((leaf): NamedTensor => ({
    name: leafName(leaf),
    shape: leaf.shape,
    values: leafData(weights, leaf),
  }));
  return { network, weights, leaves, parameters };
};

/** One cell of one leaf, moved. */
export interface Nudge {
  readonly leaf: Leaf;
  readonly at: number;
  readonly by: number;
}

const tensors = (weights: Weights, nudge: Nudge | null) => (name: string): HostTensor => {
  const { shape, data } = weights(name);
  const values = Float64Array.from(data);
  if (nudge?.leaf.name === name) { values[nudge.leaf.part * (data.length / nudge.leaf.parts) + nudge.at]! += nudge.by; }
  const width = shape.at(-1)!;
  return { data: values, rows: 1, n: values.length / width, width };
};

/** Logits of a batch in float64 by the host's operations, `[row][position][width of the network]`. */
export const hostLogits = (
  network: NetworkConfig,
  weights: Weights,
  { x0, xt, blockSizes }: Pick<HostBatch, "x0" | "xt" | "blockSizes">,
  nudge: Nudge | null = null,
): Float64Array => {
  const length = x0.length / blockSizes.length;
  const out = new Float64Array(x0.length * network.vocabulary);
  const weight = tensors(weights, nudge);
  blockSizes.forEach((size, row) => {
    const of = (tokens: Int32Array) => tokens.subarray(row * length, (row + 1) * length);
    const feed = training([{ row: 0, context: of(x0), noisy: of(xt), sigma: 0 }], size, "causal");
    const cache = hostCache(network.blocks, 1, length, network.hidden);
    const { data } = blockDit(hostOps({ config: network, weight, cache, feed }), network, true);
    out.set(data, row * length * network.vocabulary);
  });
  return out;
};

/** What the objectives make of logits: the sum of each row, and how many tokens count in it. */
export const hostLosses = (config: TrainConfig, batch: HostBatch, logits: Float64Array, step: number) => {
  const { rows, length, process, seed } = config;
  const width = logits.length / batch.x0.length;
  const { alpha, slope } = noiseBatch(
    { x0: batch.x0, blockSizes: batch.blockSizes, seed, step },
    noiseOptionsOf(config, V),
  );
  const byRow = Array.from({ length: rows }, () => ({ nats: 0, count: 0 }));
  for (let i = 0; i < batch.x0.length; i++) {
    const row = Math.floor(i / length);
    const name = lossAt(config, batch.blockSizes[row]!, "train");
    const at = { x0: batch.x0[i]!, xt: batch.xt[i]!, alpha: alpha[i]!, slope: slope[i]! };
    const real = logits.subarray(i * width, i * width + V);
    const logP = postProcess(process === "absorbing" ? [...real, 0] : real, { process, xt: at.xt });
    byRow[row]!.nats += objectiveOf(name, process)(logP, at);
    byRow[row]!.count += weightedForm(name, process, at, V)?.weight ?? 1;
  }
  return byRow;
};

/** The loss of a batch with one cell moved. */
export const hostLoss = (
  config: TrainConfig,
  { network, weights }: ReturnType<typeof tinyNetwork>,
  batch: HostBatch,
  nudge: Nudge | null,
): number => {
  const byRow = hostLosses(config, batch, hostLogits(network, weights, batch, nudge), 0);
  return byRow.reduce((sum, { nats }) => sum + nats, 0) / byRow.reduce((sum, { count }) => sum + count, 0);
};
