import type { IKernelFunctionThis } from "gpu.js";
import type { HostTwin, Kernel, Kind, Leaf, Numbers, Shape, Value } from "../graph/value.ts";
import { apply, leaf } from "../graph/value.ts";

/** `this` of a device function: `P` positions, `V` tokens, summed in `C` chunks of `B`. */
export type Device<Extra = unknown> = IKernelFunctionThis<{ P: number; V: number; B: number; C: number } & Extra>;

/** Log-probability of what cannot happen. */
export const IMPOSSIBLE = -1e6;
/** Log-probabilities at or below this count as impossible (shifts may have moved them a little). */
export const HARDLY = -5e5;
/** Numbers closer than this are equal on the host. */
export const TIE = 1e-9;

/** The twin of a kernel with one number a cell. */
export const perCell =
  (f: (args: readonly Numbers[], cell: number, shape: Shape) => number): HostTwin => (args, shape, row, out) => {
    const first = row * shape.positions;
    for (let cell = first; cell < first + shape.positions; cell++) { out[cell] = f(args, cell, shape); }
  };

/** The twin of a kernel with one number a token: `at` is the token's index in a vocabulary array. */
export const perToken =
  (f: (args: readonly Numbers[], at: number, cell: number, token: number, shape: Shape) => number): HostTwin =>
  (args, shape, row, out) => {
    const first = row * shape.positions;
    for (let cell = first; cell < first + shape.positions; cell++) {
      for (let token = 0; token < shape.vocabulary; token++) {
        const at = cell * shape.vocabulary + token;
        out[at] = f(args, at, cell, token, shape);
      }
    }
  };

/**
 * The same for hot loops: `f` fills the tokens of a cell, indices `from` to `to` (exclusive) of a vocabulary array, in a loop of
 * its own, which engines inline.
 */
export const perRowOfTokens =
  (f: (args: readonly Numbers[], cell: number, from: number, to: number, out: Float64Array) => void): HostTwin =>
  (args, { positions, vocabulary }, row, out) => {
    for (let cell = row * positions; cell < (row + 1) * positions; cell++) {
      f(args, cell, cell * vocabulary, (cell + 1) * vocabulary, out);
    }
  };

/** `sum_v f(v)` over the tokens of a cell; `at` is the token's index in a vocabulary array. */
export const overTokens = (shape: Shape, cell: number, f: (at: number) => number): number => {
  const first = cell * shape.vocabulary;
  let sum = 0;
  for (let at = first; at < first + shape.vocabulary; at++) { sum += f(at); }
  return sum;
};

/** A kernel of cells only reads and leaves one number a cell. */
export const cells = (count: number): readonly Kind[] => Array.from({ length: count }, () => "cell");

/** Margin of a kernel: another kernel over the same arguments. */
export const marginBy = (kernel: Kernel) => (args: readonly Value[]): Value => apply(kernel, ...args);

/** Margin that also reads the decision, behind the arguments. */
export const marginOfDecision = (kernel: Kernel) => (args: readonly Value[], decision: Value): Value =>
  apply(kernel, ...args, decision);

/** Margins are for devices: on the host nothing is uncertain. */
export const certain: HostTwin = perCell(() => 2);

/**
 * Computes a number a cell at once, in float64, from numbers that the host supplied: differences such as `1 - alpha` then reach
 * a float32 device with full relative accuracy.
 */
export const onHost = (f: (...numbers: number[]) => number, ...values: readonly Value[]): Leaf => {
  const data = values.map((value) => hostNumbers(value));
  const out = new Float64Array(data[0]?.length ?? 0);
  const args = data.map(() => 0);
  for (let cell = 0; cell < out.length; cell++) {
    for (let i = 0; i < args.length; i++) { args[i] = data[i]?.[cell] as number; }
    out[cell] = f(...args);
  }
  return leaf("cell", out);
};

const hostNumbers = (value: Value): Numbers => {
  if (value._tag !== "Leaf") { throw new Error("signal levels must come from the host, as leaves"); }
  return value.data;
};
