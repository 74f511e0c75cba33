import { hostBackend } from "../../runtime/backends/host.ts";
import { leaf, type Op, type Shape, type Value } from "../../runtime/graph/value.ts";
import { absorbingPosterior, probabilityOf, uniformPlugin } from "../../runtime/kernels/mod.ts";

/** Independent positions of a reverse step. */
export interface KernelInput {
  readonly process: "absorbing" | "uniform";
  readonly vocabulary: number;
  readonly alphaT: number;
  readonly alphaS: number;
  readonly current: readonly number[];
  /** Probabilities `[position][token]` over real tokens. */ readonly prediction: readonly (readonly number[])[];
}

/** The numbers that a kernel's uniform draw is compared with, in float64, by the host twins. */
const thresholdsOf = (op: Op, count: number, shape: Shape) => hostBackend.evaluate(op.args.slice(-count), shape).arrays;

/** A kernel's arguments that are the same at every cell. */
const cellsOf = (input: KernelInput) => {
  const positions = input.current.length;
  const all = (value: number): Value => leaf("cell", new Float64Array(positions).fill(value));
  const shape = { rows: 1, positions, vocabulary: input.vocabulary };
  const canvas = leaf("cell", Float64Array.from(input.current));
  return { shape, canvas, zero: all(0), alphaT: all(input.alphaT), alphaS: all(input.alphaS) };
};

/** `rate p` for a mask, certainty for a visible token: the mask is the last entry. */
const absorbing = (input: KernelInput): readonly (readonly number[])[] => {
  const { shape, canvas, zero, alphaT, alphaS } = cellsOf(input);
  const [changes] = thresholdsOf(absorbingPosterior(canvas, zero, zero, alphaT, alphaS, zero, zero), 1, shape);
  return input.current.map((token, i) => {
    const rate = Math.min(1, Math.max(0, changes![i]!));
    const visible = Array.from({ length: input.vocabulary + 1 }, (_, v) => (v === token ? 1 : 0));
    return token === input.vocabulary ? [...input.prediction[i]!.map((p) => rate * p), 1 - rate] : visible;
  });
};

/** `fresh / V + (stay - fresh) 1(v = x_t) + (1 - stay) p(v)`. */
const uniform = (input: KernelInput): readonly (readonly number[])[] => {
  const { shape, canvas, zero, alphaT, alphaS } = cellsOf(input);
  const logs = leaf("vocabulary", Float64Array.from(input.prediction.flat(), Math.log));
  const op = uniformPlugin(canvas, probabilityOf(logs, canvas), zero, zero, zero, alphaT, alphaS, zero);
  const [fresh, stay] = thresholdsOf(op, 2, shape);
  return input.current.map((token, i) => {
    const low = Math.min(1, Math.max(0, fresh![i]!));
    const high = Math.min(1, Math.max(low, stay![i]!));
    return input.prediction[i]!.map((p, v) => low / input.vocabulary + (v === token ? high - low : 0) + (1 - high) * p);
  });
};

/** The distribution of what the runtime's kernel draws, summed over all its draws: how `u` falls between its thresholds. */
export const kernelPosterior = (input: KernelInput): readonly (readonly number[])[] =>
  input.process === "absorbing" ? absorbing(input) : uniform(input);
