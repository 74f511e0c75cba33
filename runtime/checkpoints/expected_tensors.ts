import { type Either, left, right } from "fp-ts/lib/Either.js";
import { headWidth, type NetworkConfig, noiseFrequencies } from "../blockdit/config.ts";
import type { ConfigError } from "./config_error.ts";

/** The name and shape of a tensor that a network is made of. */
export interface ExpectedTensor {
  readonly name: string;
  /** Linear weights are `[out, in]`. */ readonly shape: readonly number[];
  /** May be left out: it follows from the sizes alone. */ readonly optional?: true;
}

/** How much wider an MLP is inside. */
export const MLP_RATIO = 4;

/** The token embedding, whose rows are the vocabulary. */
export const EMBEDDING = "vocab_embed.embedding";

/** Every tensor of a BlockDiT, in the order of a published file. */
export const expectedTensors = (network: NetworkConfig): readonly ExpectedTensor[] => {
  const { hidden, blocks, conditioning, vocabulary, adaLN } = network;
  return [
    { name: EMBEDDING, shape: [vocabulary, hidden] },
    { name: "rotary_emb.inv_freq", shape: [headWidth(network) / 2], optional: true },
    ...(adaLN ? timeTensors(conditioning) : []),
    ...Array.from({ length: blocks }, (_, i) => blockTensors(`blocks.${i}`, network)).flat(),
    { name: "output_layer.norm_final.weight", shape: [hidden] },
    ...linear("output_layer.linear", vocabulary, hidden),
    ...(adaLN ? linear("output_layer.adaLN_modulation", 2 * hidden, conditioning) : []),
  ];
};

const linear = (name: string, out: number, into: number): readonly ExpectedTensor[] => [
  { name: `${name}.weight`, shape: [out, into] },
  { name: `${name}.bias`, shape: [out] },
];

const timeTensors = (conditioning: number): readonly ExpectedTensor[] => [
  ...linear("sigma_map.mlp.0", conditioning, noiseFrequencies),
  ...linear("sigma_map.mlp.2", conditioning, conditioning),
];

const blockTensors = (
  block: string,
  { hidden, conditioning, adaLN }: NetworkConfig,
): readonly ExpectedTensor[] => [
  { name: `${block}.norm1.weight`, shape: [hidden] },
  { name: `${block}.attn_qkv.weight`, shape: [3 * hidden, hidden] },
  { name: `${block}.attn_out.weight`, shape: [hidden, hidden] },
  { name: `${block}.norm2.weight`, shape: [hidden] },
  ...linear(`${block}.mlp.0`, MLP_RATIO * hidden, hidden),
  ...linear(`${block}.mlp.2`, hidden, MLP_RATIO * hidden),
  ...(adaLN ? linear(`${block}.adaLN_modulation`, 6 * hidden, conditioning) : []),
];

/** The names and shapes of a file against those a network needs: the first that is missing, of another shape, or unknown. */
export const checkTensors = (
  found: readonly Pick<ExpectedTensor, "name" | "shape">[],
  expected: readonly ExpectedTensor[],
): Either<ConfigError, readonly ExpectedTensor[]> => {
  const shapes = new Map(found.map(({ name, shape }) => [name, shape]));
  for (const { name, shape, optional } of expected) {
    const has = shapes.get(name);
    if (has === undefined && optional !== true) { return left({ _tag: "MissingTensor", tensor: name, shape }); }
    if (has !== undefined && String(has) !== String(shape)) {
      return left({ _tag: "WrongShape", tensor: name, want: shape, found: has });
    }
  }
  const known = new Set(expected.map(({ name }) => name));
  const unexpected = found.find(({ name }) => !known.has(name));
  return unexpected === undefined ? right(expected) : left({ _tag: "UnexpectedTensor", tensor: unexpected.name });
};
