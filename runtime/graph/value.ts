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
  readonly data: Numbers;
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

/** Fills the row's part of `out` from the row's part of each argument. */
export type HostTwin = (args: readonly Numbers[], shape: Shape, row: number, out: Float64Array) => void;

/** One computation, for a device and, as the truth, in float64 on the host. */
export interface Kernel {
  /** Unique, parameters included: compiled kernels are cached by it. */ readonly name: string;
  readonly inputs: readonly Kind[];
  readonly output: Kind;
  /**
   * A gpu.js kernel function, or its source text. `this.constants` has `P` (positions), `V` (vocabulary), and `B` and `C`: sums
   * over a vocabulary are taken in `C` chunks of `B` tokens, which keeps float32 error at `sqrt(V)` instead of `V`.
   */
  readonly device: unknown;
  /** Source text for WebAssembly, where another form is faster; absent: `device`. */ readonly webasm?: string;
  /** Further constants of the device function. */ readonly constants?: (
    shape: Shape,
  ) => Readonly<Record<string, number>>;
  /** The host twin for one row. */ readonly host: HostTwin;
  /** Only whole numbers come out: tokens, picks, counts. They are exact on every device. */ readonly whole?: boolean;
  /**
   * For a kernel that decides: its distance to the nearest boundary in units of the error band, a cell; below 1 the row is
   * settled on the host. Built from the kernel's arguments and the decision.
   */
  readonly margin?: (args: readonly Value[], decision: Value) => Value;
  /**
   * For a kernel that amplifies rounding: how far, beyond what the bands cover, its result's logarithms may be off, nats a cell
   * (null: not at all). `of` tells it of the arguments. Absent: as the arguments.
   */
  readonly slack?: (args: readonly Value[], of: (value: Value) => Value | null) => Value | null;
}

/** Numbers from the host. */
export const leaf = (kind: Kind, data: Numbers): Leaf => ({ _tag: "Leaf", kind, data });

/** A kernel applied. */
export const apply = (kernel: Kernel, ...args: readonly Value[]): Op => ({ _tag: "Op", kernel, args });

/** What a value has for each cell. */
export const kindOf = (value: Value): Kind => value._tag === "Leaf" ? value.kind : value.kernel.output;
