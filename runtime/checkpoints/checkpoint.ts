import { bind, chain, chainFirst, Do, type Either, isLeft, left, map, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import type { Abilities, Process } from "../../dsl/mod.ts";
import type { NetworkConfig } from "../blockdit/config.ts";
import { abilitiesOf } from "./abilities_of.ts";
import { type Bytes, bytesInMemory } from "./bytes.ts";
import { type CheckpointConfig, readConfig } from "./config.ts";
import type { ConfigError } from "./config_error.ts";
import type { DeclaredNetwork } from "./declared_network.ts";
import type { CheckpointError } from "./errors.ts";
import { checkTensors, EMBEDDING, expectedTensors } from "./expected_tensors.ts";
import { processOf } from "./process_of.ts";
import { openSafetensors, type Safetensors } from "./safetensors.ts";

/** A checkpoint whose names, shapes and configuration fit; its numbers are read when asked for. */
export interface Checkpoint {
  readonly name: string;
  readonly network: NetworkConfig;
  readonly abilities: Abilities;
  /** Did its configuration or the caller say how many real tokens there are? Else the rows of its embedding do. */
  readonly vocabularyKnown: boolean;
  /** Numbers in it. */ readonly parameters: number;
  readonly weights: Safetensors;
}

/** What a caller may say of a checkpoint. */
export interface CheckpointOptions {
  /** Instead of the name in its configuration. */ readonly name?: string;
  /** The noise it was trained with, where neither its configuration nor its path says it. */
  readonly process?: Process | undefined;
  /** Real tokens, where the embedding has more rows and its configuration does not say; a mask is the row behind them. */
  readonly vocabulary?: number;
}

/**
 * Loads a checkpoint from memory, as a browser that has fetched its two files does.
 *
 * @param model The bytes of `model.safetensors`; float32 tensors become views of them, so they are the only copy.
 * @param configJson The text of `config.json`.
 */
export const checkpointFromBytes = (
  model: Uint8Array<ArrayBuffer>,
  configJson: string,
  options: CheckpointOptions = {},
): Promise<Either<CheckpointError, Checkpoint>> =>
  loadCheckpoint(bytesInMemory(model), configJson, options.name ?? "checkpoint", options);

/** Loads a checkpoint from any source of bytes, which it closes if that fails; `reference` is where it came from. */
export const loadCheckpoint = async (
  bytes: Bytes,
  configJson: string,
  reference: string,
  options: CheckpointOptions,
): Promise<Either<CheckpointError, Checkpoint>> => {
  const weights = await openSafetensors(bytes);
  if (isLeft(weights)) { return weights; }
  const loaded = pipe(
    readConfig(configJson),
    chain((config) => assemble(weights.right, config, reference, options)),
  );
  if (isLeft(loaded)) { await weights.right.close(); }
  return loaded;
};

const assemble = (
  weights: Safetensors,
  { network: declared, name, own }: CheckpointConfig,
  reference: string,
  options: CheckpointOptions,
): Either<ConfigError, Checkpoint> =>
  pipe(
    Do,
    bind("network", () => pipe(vocabularyOf(weights), map((vocabulary) => complete(weights, declared, vocabulary)))),
    chainFirst(({ network }) => checkTensors(weights.entries, expectedTensors(network))),
    bind("process", () => processOf(reference, own?.process, options.process)),
    bind("abilities", ({ network, process }) => abilitiesOf(network, process, own, options.vocabulary)),
    map(({ network, abilities }) => ({
      name: options.name ?? name ?? reference,
      network,
      abilities,
      vocabularyKnown: (options.vocabulary ?? own?.vocabulary) !== undefined,
      parameters: weights.entries.reduce((sum, { elements }) => sum + elements, 0),
      weights,
    })),
  );

const complete = ({ entries }: Safetensors, declared: DeclaredNetwork, vocabulary: number): NetworkConfig => ({
  ...declared,
  vocabulary,
  adaLN: entries.some(({ name }) => name.includes("adaLN_modulation")),
});

/** Rows of the embedding: real tokens, and the mask of an absorbing process behind them. */
const vocabularyOf = ({ entries }: Safetensors): Either<ConfigError, number> => {
  const shape = entries.find(({ name }) => name === EMBEDDING)?.shape;
  if (shape !== undefined && shape.length === 2 && shape[0] >= 2) { return right(shape[0]); }
  const found = shape === undefined ? "no such name" : `shape [${shape}]`;
  return left({ _tag: "NoEmbedding", tensor: EMBEDDING, found });
};
