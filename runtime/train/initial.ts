import { type Leaf, sizeOf } from "../blockdit/jax/leaves.ts";
import type { NamedTensor } from "../checkpoints/write_safetensors.ts";
import { fold, hashName, type Key, uniform } from "../random/mod.ts";
import { leafName } from "./jax/arrays.ts";
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

/** The whole state that a run starts from. */
export const initialState = (leaves: readonly Leaf[], layers: number, seed: number): StateTensors => {
  const parameters = initialParameters(leaves, layers, seed);
  const zeros = () => parameters.map(({ values, ...rest }) => ({ ...rest, values: new Float32Array(values.length) }));
  const copies = parameters.map(({ values, ...rest }) => ({ ...rest, values: values.slice() }));
  return { parameters, first: zeros(), second: zeros(), ema: copies };
};
