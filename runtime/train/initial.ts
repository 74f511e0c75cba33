import { type Leaf, sizeOf } from "../blockdit/jax/leaves.ts";
import type { NamedTensor } from "../checkpoints/write_safetensors.ts";
import { fold, hashName, type Key, uniform } from "../random/mod.ts";
import { leafName } from "./jax/arrays.ts";
import type { TrainConfig } from "./config.ts";
import { stepKey } from "./random_place.ts";
import type { StateTensors } from "./state.ts";

/** Two uniform numbers to one normal one. Source: Box and Muller 1958. */
const normal = (key: Key, i: number): number =>
  Math.sqrt(-2 * Math.log(1 - uniform(key, i, 0))) * Math.cos(2 * Math.PI * uniform(key, i, 1));

/**
 * Standard deviation of a tensor's first numbers: matrices keep the size of what goes through them, `1 / sqrt(in)`, those that end a
 * residual branch less by `sqrt(2 layers)` (Radford et al. 2019, GPT-2); the head and all that a noise level bends start at 0, as in
 * DiT (Peebles and Xie 2022), so that the first loss is `ln V`.
 */
const spread = ({ name, shape }: Leaf, layers: number): number => {
  if (shape.length < 2 || name.startsWith("output_layer") || name.includes("adaLN_modulation")) { return 0; }
  if (name === "vocab_embed.embedding") { return 0.1; }
  const residual = name.endsWith("attn_out.weight") || name.endsWith("mlp.2.weight");
  return (residual ? 1 / Math.sqrt(2 * layers) : 1) / Math.sqrt(shape[1]);
};

/** The parameters that a run starts from: a function of seed, name and place alone. Norms are 1, biases 0. */
export const initialParameters = (leaves: readonly Leaf[], layers: number, seed: number): readonly NamedTensor[] =>
  leaves.map((leaf) => {
    const key = fold(stepKey(seed, 0, "parameters"), hashName(leafName(leaf)));
    const scale = spread(leaf, layers);
    const at = leaf.name.includes("norm") ? () => 1 : scale === 0 ? () => 0 : (i: number) => scale * normal(key, i);
    const values = Float32Array.from({ length: sizeOf(leaf.shape) }, (_, i) => at(i));
    return { name: leafName(leaf), shape: leaf.shape, values };
  });

/** The transpose of a square matrix, times a factor. */
const transposed = (values: Float32Array, width: number, factor: number): Float32Array =>
  values.map((_, i) => factor * values[(i % width) * width + Math.floor(i / width)]);

/**
 * The same, but a network copies what it looks at from the first update on: the head starts as the embedding (tied at the start: Press
 * and Wolf 2017), and each attention's output as the transpose of its values, so that both together are nearly a multiple of the
 * identity (Trockman and Kolter 2023, Mimetic Initialization of Self-Attention Layers). What is left to learn is where to look.
 */
export const copyingParameters = (leaves: readonly Leaf[], layers: number, seed: number): readonly NamedTensor[] => {
  const usual = initialParameters(leaves, layers, seed);
  const at = (name: string, part = 0): Float32Array =>
    Float32Array.from(usual[leaves.findIndex((leaf) => leaf.name === name && leaf.part === part)].values);
  return usual.map((tensor, i) => {
    const { name, shape } = leaves[i];
    if (name === "output_layer.linear.weight") { return { ...tensor, values: at("vocab_embed.embedding") }; }
    if (!name.endsWith("attn_out.weight")) { return tensor; }
    const values = at(name.replace("attn_out", "attn_qkv"), 2);
    return { ...tensor, values: transposed(values, shape[1], 1 / Math.sqrt(2 * layers)) };
  });
};

/** The state of a run before its first update. */
export const stateFrom = (parameters: readonly NamedTensor[]): StateTensors => {
  const zeros = () => parameters.map(({ values, ...rest }) => ({ ...rest, values: new Float32Array(values.length) }));
  const ema = parameters.map(({ values, ...rest }) => ({ ...rest, values: Float32Array.from(values) }));
  return { parameters, first: zeros(), second: zeros(), ema };
};

/** The whole state that a run starts from, where it begins from no other network. */
export const initialState = (
  leaves: readonly Leaf[],
  { layers, seed, start }: Pick<TrainConfig, "layers" | "seed" | "start">,
): StateTensors => stateFrom((start === "copying" ? copyingParameters : initialParameters)(leaves, layers, seed));
