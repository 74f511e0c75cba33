import type { NamedTensor } from "../../checkpoints/write_safetensors.ts";
import { type Leaf, sizeOf } from "../../blockdit/jax/leaves.ts";
import type { JaxArray, JaxLibrary } from "../../blockdit/jax/load.ts";
import type { StateTensors } from "../state.ts";
import type { StateArrays } from "./step.ts";

const kinds = [
  "parameters",
  "first",
  "second",
  "ema",
] as const satisfies readonly (keyof StateArrays & keyof StateTensors)[];

/** The name of a leaf in the files of a run: `blocks.0.attn_qkv.weight#1` is the second part of that tensor. */
export const leafName = ({ name, part, parts }: Leaf): string => parts === 1 ? name : `${name}#${part}`;

/** A state as arrays of the device, in the order of the leaves. */
export const uploadState = (jax: JaxLibrary, leaves: readonly Leaf[], state: StateTensors): StateArrays => {
  const upload = (tensors: readonly NamedTensor[]): JaxArray[] => {
    const named = new Map(tensors.map((tensor) => [tensor.name, tensor.values]));
    return leaves.map((leaf) =>
      jax.numpy.array(named.get(leafName(leaf)) as Float32Array<ArrayBuffer>).reshape([...leaf.shape])
    );
  };
  const [parameters, first, second, ema] = kinds.map((kind) => upload(state[kind])) as [
    JaxArray[],
    JaxArray[],
    JaxArray[],
    JaxArray[],
  ];
  return { parameters, first, second, ema };
};

/** A copy of arrays on the host, in their order; they stay. */
export const download = async (arrays: readonly JaxArray[]): Promise<Float32Array<ArrayBuffer>[]> => {
  const out: Float32Array<ArrayBuffer>[] = [];
  for (const x of arrays) { out.push(Float32Array.from(await x.ref.data() as Float32Array)); }
  return out;
};

/** A copy of a state on the host. */
export const downloadState = async (leaves: readonly Leaf[], state: StateArrays): Promise<StateTensors> => {
  const [parameters, first, second, ema] = await Promise.all(kinds.map(async (kind) => {
    const values = await download(state[kind]);
    return leaves.map((leaf, i): NamedTensor => ({ name: leafName(leaf), shape: leaf.shape, values: values[i] }));
  })) as [NamedTensor[], NamedTensor[], NamedTensor[], NamedTensor[]];
  return { parameters, first, second, ema };
};

/** Lets a state go; what a step consumed before it failed is gone already. */
export const disposeState = (state: StateArrays): void =>
  kinds.forEach((kind) => state[kind].forEach((x) => x.refCount > 0 && x.dispose()));

/** Cells of all leaves. */
export const parameterCount = (leaves: readonly Leaf[]): number =>
  leaves.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
