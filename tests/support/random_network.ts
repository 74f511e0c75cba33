import type { NetworkConfig, Weight, Weights } from "../../runtime/blockdit/mod.ts";
import { noiseFrequencies } from "../../runtime/blockdit/mod.ts";

/** A small generator for tests, in [-1, 1). */
export const noise = (seed: number): () => number => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
};

/** Shapes of a network's tensors, by name. */
export const shapesOf = (c: NetworkConfig): ReadonlyMap<string, readonly number[]> => {
  const wide = 4 * c.hidden;
  const modulation = (name: string, parts: number): [string, number[]][] =>
    c.adaLN
      ? [[`${name}.adaLN_modulation.weight`, [parts * c.hidden, c.conditioning]], [`${name}.adaLN_modulation.bias`, [
        parts * c.hidden,
      ]]]
      : [];
  const layer = (name: string): [string, number[]][] => [
    [`${name}.norm1.weight`, [c.hidden]],
    [`${name}.norm2.weight`, [c.hidden]],
    [`${name}.attn_qkv.weight`, [3 * c.hidden, c.hidden]],
    [`${name}.attn_out.weight`, [c.hidden, c.hidden]],
    [`${name}.mlp.0.weight`, [wide, c.hidden]],
    [`${name}.mlp.0.bias`, [wide]],
    [`${name}.mlp.2.weight`, [c.hidden, wide]],
    [`${name}.mlp.2.bias`, [c.hidden]],
    ...modulation(name, 6),
  ];
  const sigma: [string, number[]][] = [
    ["sigma_map.mlp.0.weight", [c.conditioning, noiseFrequencies]],
    ["sigma_map.mlp.0.bias", [c.conditioning]],
    ["sigma_map.mlp.2.weight", [c.conditioning, c.conditioning]],
    ["sigma_map.mlp.2.bias", [c.conditioning]],
  ];
  return new Map([
    ["vocab_embed.embedding", [c.vocabulary, c.hidden]],
    ...(c.adaLN ? sigma : []),
    ...Array.from({ length: c.blocks }, (_, i) => layer(`blocks.${i}`)).flat(),
    ["output_layer.norm_final.weight", [c.hidden]],
    ["output_layer.linear.weight", [c.vocabulary, c.hidden]],
    ["output_layer.linear.bias", [c.vocabulary]],
    ...modulation("output_layer", 2),
  ]);
};

/**
 * A network of any shape with weights that keep activations of the order of one.
 *
 * Each tensor is made when it is asked for, and kept if there is room for all: for large networks only the embedding is.
 */
export const randomNetwork = (config: NetworkConfig, seed: number, keepAll = true): Weights => {
  const shapes = shapesOf(config);
  const known = new Map<string, Weight>();
  const make = (name: string): Weight => {
    const shape = shapes.get(name);
    if (shape === undefined) { throw new Error(`no tensor is called ${name}`); }
    const next = noise(seed + [...name].reduce((sum, char) => sum * 31 + char.charCodeAt(0) | 0, 7));
    const length = shape.reduce((a, b) => a * b, 1);
    const scale = shape.length === 1 ? 0.2 : name.includes("embed") ? 1 : 1.7 / Math.sqrt(shape[1]!);
    const around = name.includes("norm") && shape.length === 1 ? 1 : 0;
    const data = new Float32Array(length);
    for (let i = 0; i < length; i++) { data[i] = around + scale * next(); }
    return { shape, data };
  };
  return (name) => {
    const tensor = known.get(name) ?? make(name);
    if (keepAll || name.includes("embed")) { known.set(name, tensor); }
    return tensor;
  };
};
