/** The clean context, or the noisy block: two sequences that go through the same layers. */
export type Stream = "clean" | "noisy";

/** Keys and values of some positions, rotated, all heads side by side. */
export interface KeysValues<T> {
  readonly keys: T;
  readonly values: T;
}

/**
 * The tensor operations that BlockDiT is written in; an engine is one implementation of them.
 *
 * `T` is whatever the engine computes with: an array, the handle of a kernel's output, the name of a graph's edge. Activations are
 * `[rows, n, width]` with the `n` tokens of a stream, conditions are `[rows, width]`; the heads of attention lie side by side in the
 * width. Tokens, positions, noise levels and who may see whom belong to the call (see `feed.ts`), and the engine holds them.
 */
export interface Ops<T> {
  /** A tensor of the checkpoint; matrices are `[out, in]`. */
  readonly weight: (name: string) => T;
  /** The table's row of each token of a stream. */
  readonly embed: (table: T, stream: Stream) => T;
  /** `[rows, 256]`: 128 cosines, then 128 sines, of `sigma * 10000^(-i / 128)`. */
  readonly noiseLevel: () => T;
  /** `x W^T + b`. */
  readonly linear: (x: T, weight: T, bias: T | null) => T;
  /** `x W^T + b` cut into equal parts along its width. */
  readonly linears: (x: T, weight: T, bias: T | null, parts: number) => readonly T[];
  /** Each token's activations with mean 0 and variance 1 (1e-5 added to it), times the weight. */
  readonly layerNorm: (x: T, weight: T) => T;
  /** `x * (1 + scale) + shift`, the same for all tokens of a row. */
  readonly modulate: (x: T, shift: T, scale: T) => T;
  /** `x + y`. */
  readonly add: (x: T, y: T) => T;
  /** `x + gate * y`, the gate being the same for all tokens of a row. */
  readonly addGated: (x: T, gate: T, y: T) => T;
  /** `x / (1 + e^-x)`. */
  readonly silu: (x: T) => T;
  /** The MLP's nonlinearity. */
  readonly activate: (x: T) => T;
  /** Turns each head's pairs `(i, i + half)` by `position * 10000^(-i / half)`. */
  readonly rotate: (x: T, stream: Stream) => T;
  /** What a layer's clean tokens offer: those of earlier calls, then the fresh ones; null if there are none. */
  readonly context: (layer: number, fresh: KeysValues<T> | null) => KeysValues<T> | null;
  /** Softmax attention, `1 / sqrt(head width)`, over the clean context and the block's own tokens, as far as they may be seen. */
  readonly attend: (stream: Stream, queries: T, context: KeysValues<T> | null, own: KeysValues<T> | null) => T;
}
