import { expectedTensors } from "../../checkpoints/expected_tensors.ts";
import type { NetworkConfig } from "../config.ts";
import type { Weight, Weights } from "../engine.ts";

/**
 * A part of a tensor of the checkpoint, as it is trained: what the network cuts in equal parts along the output is kept in parts,
 * because a slice's gradient is a padded sum, which is slow.
 */
export interface Leaf {
  /** The checkpoint's name of the whole. */ readonly name: string;
  /** Which part it is, of how many. */ readonly part: number;
  readonly parts: number;
  /** Shape of the part. */ readonly shape: readonly number[];
}

const partsOf = (name: string): number =>
  name.endsWith("attn_qkv.weight")
    ? 3
    : name.includes("output_layer.adaLN_modulation")
    ? 2
    : name.includes("adaLN_modulation")
    ? 6
    : 1;

/** The leaves of a network. */
export const leavesOf = (config: NetworkConfig): readonly Leaf[] =>
  expectedTensors(config).filter(({ optional }) => optional !== true).flatMap(({ name, shape: [out, ...rest] }) => {
    const parts = partsOf(name);
    return Array.from({ length: parts }, (_, part) => ({ name, part, parts, shape: [out / parts, ...rest] }));
  });

/** Number of cells. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** A leaf's numbers in a checkpoint. */
export const leafData = (weights: Weights, { name, part, shape }: Leaf): Float32Array<ArrayBuffer> => {
  const size = sizeOf(shape);
  return Float32Array.from(weights(name).data.subarray(part * size, (part + 1) * size));
};

/** The tensors of a checkpoint from the numbers of its leaves, which come in the order of `leavesOf`. */
export const joinLeaves = (leaves: readonly Leaf[], data: readonly Float32Array[]): ReadonlyMap<string, Weight> => {
  const whole = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  leaves.forEach(({ name, part, parts, shape }, i) => {
    const size = sizeOf(shape);
    const tensor = whole.get(name) ?? {
      shape: [shape[0] * parts, ...shape.slice(1)],
      data: new Float32Array(size * parts),
    };
    tensor.data.set(data[i], part * size);
    whole.set(name, tensor);
  });
  return whole;
};
