import { chain, type Either, isLeft, left, map, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import type { Abilities, Process } from "../../dsl/mod.ts";
import { abilitiesOf } from "./abilities_of.ts";
import { type Bytes, bytesInMemory } from "./bytes.ts";
import { type CheckpointConfig, readConfig } from "./config.ts";
import type { ConfigError } from "./config_error.ts";
import type { CheckpointError } from "./errors.ts";
import { checkTensors, EMBEDDING, expectedTensors } from "./expected_tensors.ts";
import type { NetworkConfig } from "./network_config.ts";
import { processOf } from "./process_of.ts";
import { openSafetensors, type Safetensors } from "./safetensors.ts";

/** A checkpoint whose names, shapes and configuration fit; its numbers are read when asked for. */
export interface Checkpoint {
  readonly name: string;
  readonly network: NetworkConfig;
  /** Rows of the embedding: tokens that the network knows, an absorbing model's mask among them. */ readonly rows:
    number;
  /** Is it conditioned on time? */ readonly adaLN: boolean;
  readonly abilities: Abilities;
  /** The tokenizer's file beside it, where its configuration names one. */ readonly tokenizer: string | undefined;
  /** Numbers in it. */ readonly parameters: number;
  readonly weights: Safetensors;
}

/** What a caller may say of a checkpoint. */
export interface CheckpointOptions {
  /** For files that do not say it, as a name of their own. */ readonly name?: string;
  /** The noise it was trained with, where neither its configuration nor its path says it. */ readonly process?:
    Process;
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

/** Loads a checkpoint from any source of bytes; `reference` is where it came from, and closes the source if that fails. */
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
  { network, name, own }: CheckpointConfig,
  reference: string,
  options: CheckpointOptions,
): Either<ConfigError, Checkpoint> => {
  const adaLN = weights.entries.some((entry) => entry.name.includes("adaLN_modulation"));
  const parameters = weights.entries.reduce((sum, { elements }) => sum + elements, 0);
  return pipe(
    rowsOf(weights),
    chain((rows) =>
      pipe(
        checkTensors(weights.entries, expectedTensors(network, rows, adaLN)),
        chain(() => processOf(reference, own?.process, options.process)),
        chain((process) => abilitiesOf(network, rows, process, own)),
        map((abilities) => ({
          name: options.name ?? name ?? reference,
          network,
          rows,
          adaLN,
          abilities,
          tokenizer: own?.tokenizer,
          parameters,
          weights,
        })),
      )
    ),
  );
};

const rowsOf = ({ entries }: Safetensors): Either<ConfigError, number> => {
  const shape = entries.find(({ name }) => name === EMBEDDING)?.shape;
  if (shape !== undefined && shape.length === 2 && shape[0] >= 2) { return right(shape[0]); }
  const found = shape === undefined ? "no such name" : `shape [${shape}]`;
  return left({ _tag: "NoEmbedding", tensor: EMBEDDING, found });
};
