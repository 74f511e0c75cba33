/**
 * A computation on the batch, as a graph of values that nothing has computed yet.
 *
 * Stages are lowered to values; a backend evaluates the ones that the host needs to see, all at once. The same graph is
 * read by the float64 host twins and by gpu.js, so that both cannot drift apart.
 */
export type Value = Leaf | Op;

/** `cell`: one number for each position of each row, `[rows * positions]`; `vocabulary`: `[rows * positions][vocabulary]`. */
export type Kind = "cell" | "vocabulary";

/** Numbers that the host supplies. */
export interface Leaf {
  readonly _tag: "Leaf";
  readonly kind: Kind;
  readonly data: Float32Array | Float64Array;
}

/** A kernel applied to values. */
export interface Op {
  readonly _tag: "Op";
  readonly kernel: Kernel;
  readonly args: readonly Value[];
}

/** Extent of a batch; a cell has index `row * positions + position`. */
export interface Shape {
  readonly rows: number;
  readonly positions: number;
  readonly vocabulary: number;
}

/** Numbers of a value. */
export type Numbers = Float32Array | Float64Array;

/** One computation, for a device and, as the truth, in float64 on the host. */
export interface Kernel {
  /** Unique, parameters included: compiled kernels are cached by it. */ readonly name: string;
  readonly inputs: readonly Kind[];
  readonly output: Kind;
  /** A gpu.js kernel function, or its source text; constants `P` (positions) and `V` (vocabulary) are set. */
  readonly device: unknown;
  /** The host twin for one row: reads the row's part of each argument, fills the row's part of `out`. */
  readonly host: (args: readonly Numbers[], shape: Shape, row: number, out: Float64Array) => void;
  /**
   * For a kernel that decides: its distance to the nearest boundary in units of the error band, a cell; below 1 the row is
   * settled on the host. Reads the same arguments and, behind them, the decision.
   */
  readonly margin?: Kernel;
}

/** Numbers from the host. */
export const leaf = (kind: Kind, data: Numbers): Leaf => ({ _tag: "Leaf", kind, data });

/** A kernel applied. */
export const apply = (kernel: Kernel, ...args: readonly Value[]): Op => ({ _tag: "Op", kernel, args });
