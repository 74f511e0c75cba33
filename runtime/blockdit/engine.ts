import type { Feed } from "./feed.ts";

/** Where the network is computed. */
export type EngineName = "host" | "gpu" | "onnx" | "jax";

/** The cached context of a batch, and the calls that read it. */
export interface Cache {
  /**
   * Logits `[rows of the feed, noisy tokens, vocabulary]` in float32.
   *
   * `keep`: the fresh clean tokens are cached behind those of their rows. The array is the caller's: later calls leave it alone.
   */
  readonly forward: (feed: Feed, keep: boolean) => Promise<Float32Array>;
  /** Frees what the batch held. */ readonly close: () => void;
}

/** A network with its weights, ready to be asked. */
export interface Engine {
  readonly name: EngineName;
  /** What really computes, once it has: `float64`, `webasm`, `cpu` ... */ readonly backend: () => string;
  /** Why this one was taken instead of a faster one, in a sentence. */ readonly notice?: string;
  /** A batch of at most so many rows, each of at most so many tokens; nothing is cached yet. */
  readonly open: (rows: number, length: number) => Cache;
  /** Frees the weights. */ readonly dispose: () => void | Promise<void>;
}

/** A tensor of a checkpoint: matrices are `[out, in]`, the embedding is `[vocabulary, hidden]`. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The tensors of a checkpoint by name; a name that it does not have is a bug of the caller, who has checked them. */
export type Weights = (name: string) => Weight;
