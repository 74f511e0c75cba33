import { type GPU, Input } from "gpu.js";
import type { Kernel, Kind, Numbers, Shape } from "../graph/value.ts";
import type { BackendName } from "./backend.ts";

/** A plan compiled for a shape. */
export interface Compiled {
  /** The wanted values, cells flat and vocabularies as arrays of rows. */
  readonly run: (leaves: readonly Float32Array[]) => Promise<readonly (Numbers | readonly Numbers[])[]>;
  /** What ran the last call. */ readonly ran: () => BackendName;
  readonly destroy: () => Promise<void>;
}

/** What gpu.js calls the size of an array of that kind: the innermost extent first. */
export const sizeOf = (kind: Kind, { rows, positions, vocabulary }: Shape): number[] =>
  kind === "cell" ? [rows * positions] : [vocabulary, rows * positions];

/** What a device needs of a kernel. */
export type DeviceKernel = Pick<Kernel, "name" | "inputs" | "output" | "device" | "webasm" | "constants">;

const settingsOf = (kernel: DeviceKernel, shape: Shape): { readonly output: number[]; readonly constants: object } => {
  const B = Math.max(1, Math.ceil(Math.sqrt(shape.vocabulary)));
  const standard = { P: shape.positions, V: shape.vocabulary, B, C: Math.ceil(shape.vocabulary / B) };
  return { output: sizeOf(kernel.output, shape), constants: { ...standard, ...kernel.constants?.(shape) } };
};

const sourceOf = (gpu: GPU, { device, webasm }: DeviceKernel): string =>
  (gpu.mode === "webasm" && webasm !== undefined ? webasm : device) as string;

/** gpu.js cuts most loops at 1000 turns unless told otherwise. */
const TURNS = 1 << 24;

/** A kernel of gpu.js for a shape; it is compiled when it first runs. */
export const createKernel = (gpu: GPU, kernel: DeviceKernel, shape: Shape) =>
  gpu.createKernel(sourceOf(gpu, kernel), settingsOf(kernel, shape)).setLoopMaxIterations(TURNS);

/** Numbers of the host as an argument of such a kernel. */
export const inputOf = (data: Float32Array, kind: Kind, shape: Shape): Input =>
  new Input(data as unknown as number[], sizeOf(kind, shape) as [number]);
