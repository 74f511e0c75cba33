import type { NetworkConfig } from "../blockdit/config.ts";
import type { Weight } from "../blockdit/engine.ts";
import { joinLeaves, leavesOf } from "../blockdit/jax/leaves.ts";
import type { OwnSection } from "../checkpoints/own_section.ts";
import { writeConfig } from "../checkpoints/write_config.ts";
import { writeSafetensors, type WrittenDtype } from "../checkpoints/write_safetensors.ts";
import type { TrainConfig } from "./config.ts";
import type { TrainData } from "./data.ts";
import { leafName } from "./jax/arrays.ts";
import { networkOf } from "./network.ts";
import { predictionOfMixture } from "./objectives/objective.ts";
import type { TrainState } from "./state.ts";

/** The files of a checkpoint, by name. */
export type CheckpointFiles = ReadonlyMap<string, Uint8Array | string>;

/** What the training decides of a model: published files do not say it, ours do. */
export const ownSectionOf = (config: TrainConfig, vocabulary: number): OwnSection => {
  const sizes = config.blocks.map(({ size }) => size);
  return {
    process: config.process,
    prediction: predictionOfMixture(config, sizes),
    blockSizes: "any",
    arVerify: sizes.includes(1),
    vocabulary,
  };
};

/** The moving average of a network's parameters, as the tensors of its checkpoint. */
export const averagedTensors = (
  network: NetworkConfig,
  { ema }: Pick<TrainState, "ema">,
): ReadonlyMap<string, Weight> => {
  const leaves = leavesOf(network);
  const values = new Map(ema.map((tensor) => [tensor.name, tensor.values]));
  return joinLeaves(leaves, leaves.map((leaf) => values.get(leafName(leaf)) as Float32Array));
};

/** A trained network in the published layout: the moving average of its parameters, its configuration and its tokenizer. */
export const checkpointFiles = (
  config: TrainConfig,
  data: TrainData,
  state: Pick<TrainState, "ema">,
  dtype: WrittenDtype = "F32",
): CheckpointFiles => {
  const network = networkOf(config, data.vocabulary);
  const tensors = [...averagedTensors(network, state)].map(([name, { shape, data: numbers }]) => ({
    name,
    shape,
    values: numbers,
  }));
  return new Map<string, Uint8Array | string>([
    ["model.safetensors", writeSafetensors(tensors, { dtype, metadata: { format: "pt" } })],
    ["config.json", writeConfig(network, data.title, ownSectionOf(config, data.vocabulary))],
    ["tokenizer.json", data.tokenizerJson],
  ]);
};
