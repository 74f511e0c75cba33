import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { type Leaf, leafData, leavesOf } from "../blockdit/jax/leaves.ts";
import type { NetworkConfig } from "../blockdit/config.ts";
import { bytesInMemory } from "../checkpoints/bytes.ts";
import { readConfig } from "../checkpoints/config.ts";
import { describeConfig } from "../checkpoints/config_error.ts";
import { describeFormat } from "../checkpoints/format_error.ts";
import { openSafetensors, type Safetensors } from "../checkpoints/safetensors.ts";
import { shippedNames } from "../shipped/names.ts";
import { placeOf } from "../shipped/place_node.ts";
import { reasonOf } from "../thrown.ts";
import type { TrainConfig } from "./config.ts";
import type { TrainData } from "./data.ts";
import type { TrainError } from "./errors.ts";
import { stateFrom } from "./initial.ts";
import { leafName } from "./jax/arrays.ts";
import { networkOf } from "./network.ts";
import type { TrainState } from "./state.ts";

/** A leaf's numbers in a file, or why they do not fit. */
const valuesIn = async (weights: Safetensors, leaf: Leaf): Promise<Either<string, Float32Array>> => {
  const { name, shape: [out, ...rest], parts } = leaf;
  const expected = [out * parts, ...rest].join(" x ");
  const found = weights.entries.find((entry) => entry.name === name)?.shape.join(" x ");
  if (found !== expected) {
    return left(
      `${name} must have the shape ${expected}: found ${found ?? "no such tensor"}`,
    );
  }
  const data = await weights.tensor(name);
  return isLeft(data)
    ? left(describeFormat(data.left))
    : right(leafData(() => ({ shape: leaf.shape, data: Float32Array.from(data.right) }), leaf));
};

/** What the shapes of a network do not tell, and what it computes depends on. */
const UNSEEN = { heads: "heads", blocks: "layers", causalContext: "causal context", activation: "activation" } as const;

/** The first setting in which the network of a `config.json` is not that of the run, or null. */
const difference = (json: string, wanted: NetworkConfig, adaLN: boolean): string | null => {
  const config = readConfig(json);
  if (isLeft(config)) { return describeConfig(config.left); }
  if (adaLN) { return "it must not be told the noise level: found adaLN_modulation"; }
  const { network } = config.right;
  const odd = (Object.keys(UNSEEN) as (keyof typeof UNSEEN)[]).find((key) => network[key] !== wanted[key]);
  return odd === undefined ? null : `its ${UNSEEN[odd]} must be ${wanted[odd]}: found ${network[odd]}`;
};

/** The files of the network in a folder; the tokenizer is compared as text. */
const filesIn = async (folder: string) => ({
  config: await readFile(join(folder, "config.json"), "utf8"),
  tokenizer: await readFile(join(folder, "tokenizer.json"), "utf8"),
  weights: await openSafetensors(bytesInMemory(Uint8Array.from(await readFile(join(folder, "model.safetensors"))))),
});

/**
 * The state of a run that begins from the checkpoint in a folder, or one that ships (`shipped:NAME`): its parameters, and nothing else of
 * it. It must be the run's network, with the same tokenizer; its noise may be another.
 */
export const beginFrom = async (folder: string, config: TrainConfig, data: TrainData): Promise<
  Either<TrainError, TrainState>
> => {
  const other = (reason: string): Either<TrainError, never> => left({ _tag: "OtherNetwork", folder, reason });
  const place = placeOf(folder);
  if (isLeft(place)) { return other(`what ships is ${shippedNames.join(", ")}`); }
  const files = await filesIn(place.right).catch((thrown: unknown) => reasonOf(thrown));
  if (typeof files === "string") { return other(files); }
  if (files.tokenizer !== data.tokenizerJson) {
    return other(
      "its tokenizer must be that of this text: found another",
    );
  }
  if (isLeft(files.weights)) { return other(describeFormat(files.weights.left)); }
  const parameters = [];
  const network = networkOf(config, data.vocabulary);
  for (const leaf of leavesOf(network)) {
    const values = await valuesIn(files.weights.right, leaf);
    if (isLeft(values)) { return other(values.left); }
    parameters.push({ name: leafName(leaf), shape: leaf.shape, values: values.right });
  }
  const told = files.weights.right.entries.some(({ name }) => name.includes("adaLN_modulation"));
  const different = difference(files.config, network, told);
  if (different !== null) { return other(different); }
  const standing = { step: 0, seed: config.seed, position: 0, tokens: 0, elapsed: 0 };
  return right({ ...standing, ...stateFrom(parameters), settings: JSON.stringify(config) });
};
