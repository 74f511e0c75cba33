import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { ConfigError } from "./config_error.ts";
import type { NetworkConfig } from "./network_config.ts";

/** The name and shape of a tensor that a network is made of. */
export interface ExpectedTensor {
  readonly name: string;
  /** Linear weights are `[out, in]`. */ readonly shape: readonly number[];
  /** May be left out: it follows from the sizes alone. */ readonly optional?: true;
}

/** Numbers that describe a time before the time MLP: sines and cosines. */
export const TIME_FEATURES = 256;
/** How much wider an MLP is inside. */
export const MLP_RATIO = 4;

/** The token embedding, whose rows are the vocabulary. */
export const EMBEDDING = "vocab_embed.embedding";

/**
 * Every tensor of a BlockDiT, in the order of a published file.
 *
 * @param rows Tokens the network reads and predicts; an absorbing model's mask is one of them.
 * @param adaLN Is it conditioned on time?
 */
export const expectedTensors = (network: NetworkConfig, rows: number, adaLN: boolean): readonly ExpectedTensor[] => {
  const { hidden, heads, blocks, conditioning } = network;
  return [
    { name: EMBEDDING, shape: [rows, hidden] },
    { name: "rotary_emb.inv_freq", shape: [hidden / heads / 2], optional: true },
    ...(adaLN ? timeTensors(conditioning) : []),
    ...Array.from({ length: blocks }, (_, i) => blockTensors(`blocks.${i}`, network, adaLN)).flat(),
    { name: "output_layer.norm_final.weight", shape: [hidden] },
    ...linear("output_layer.linear", rows, hidden),
    ...(adaLN ? linear("output_layer.adaLN_modulation", 2 * hidden, conditioning) : []),
  ];
};

const linear = (name: string, out: number, into: number): readonly ExpectedTensor[] => [
  { name: `${name}.weight`, shape: [out, into] },
  { name: `${name}.bias`, shape: [out] },
];

const timeTensors = (conditioning: number): readonly ExpectedTensor[] => [
  ...linear("sigma_map.mlp.0", conditioning, TIME_FEATURES),
  ...linear("sigma_map.mlp.2", conditioning, conditioning),
];

const blockTensors = (block: string, network: NetworkConfig, adaLN: boolean): readonly ExpectedTensor[] => {
  const { hidden, conditioning } = network;
  return [
    { name: `${block}.norm1.weight`, shape: [hidden] },
    { name: `${block}.attn_qkv.weight`, shape: [3 * hidden, hidden] },
    { name: `${block}.attn_out.weight`, shape: [hidden, hidden] },
    { name: `${block}.norm2.weight`, shape: [hidden] },
    ...linear(`${block}.mlp.0`, MLP_RATIO * hidden, hidden),
    ...linear(`${block}.mlp.2`, hidden, MLP_RATIO * hidden),
    ...(adaLN ? linear(`${block}.adaLN_modulation`, 6 * hidden, conditioning) : []),
  ];
};

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
