import type { Abilities, Ability } from "../dsl/mod.ts";

/**
 * Raw logits, float32, `[row][position][width]`, rows in the order of the request.
 *
 * Only the first `vocabulary` columns of `width` are read (a network may have a mask column behind them).
 */
export interface Logits {
  readonly values: Float32Array;
  /** Positions kept for each row; at least the longest row of the request. */ readonly positions: number;
  /** Columns kept for each position; at least the vocabulary. */ readonly width: number;
}

/** What `predict` is asked: some rows of the batch, each with a noisy block behind its clean context. */
export interface PredictRequest {
  /** Which rows of the batch these are. */ readonly rows: readonly number[];
  /** Clean tokens before the block, all of them, whether cached or not. */ readonly context: readonly Int32Array[];
  /** The block; an absorbing model's mask is `vocabulary`. */ readonly noisy: readonly Int32Array[];
  /** Position of the block's first token (`context.length`). */ readonly start: readonly number[];
  /** Positions of the program's blocks, that a cut end may have fewer of; absent where a block is the whole sequence. */
  readonly block?: number;
  /** Signal level, 1 = clean. */ readonly alpha: readonly number[];
  /** 1 where the caller fixed the token: evidence at signal level 1. */ readonly frozen: readonly Uint8Array[];
  /** False for the unconditional half of guidance. */ readonly conditional: boolean;
  /** The last logits of the same rows and block, for self-conditioning; null where they have none: such rows are asked apart. */
  readonly previous: Logits | null;
}

/** What `verify` is asked: the AR distribution at each place of a clean draft, given context and the draft's earlier tokens. */
export interface VerifyRequest {
  readonly rows: readonly number[];
  readonly context: readonly Int32Array[];
  readonly draft: readonly Int32Array[];
  readonly start: readonly number[];
  /** Tokens from the prior, as many as the draft has: networks are fed them beside it. */ readonly noise:
    readonly Int32Array[];
}

/** One batch in progress. New context may be cached by the next `predict`; `verify` caches nothing. */
export interface Session {
  readonly predict: (request: PredictRequest) => Logits | Promise<Logits>;
  readonly verify?: (request: VerifyRequest) => Logits | Promise<Logits>;
  readonly close?: () => void | Promise<void>;
}

/** How text and tokens turn into each other. */
export interface Tokenizer {
  /** Tokens, or the first character (and its index) that has none. */
  readonly encode: (
    text: string,
  ) => { readonly tokens: readonly number[] } | { readonly unknown: string; readonly at: number };
  readonly decode: (tokens: readonly number[]) => string;
}

/** Key of the ghost; absent at run time. */
export declare const able: unique symbol;

/** A model: what it can do (data), and how to open a batch. `A` names its abilities for the compiler; `unknown` leaves it to `check`. */
export interface Model<out A = unknown> {
  readonly name: string;
  readonly abilities: Abilities;
  readonly tokenizer?: Tokenizer;
  /** What computes the logits: shown to the user as the network engine. */ readonly engine: string;
  readonly open: (batch: { readonly rows: number; readonly length: number }) => Session | Promise<Session>;
  readonly [able]?: A;
}

/** A model whose abilities the compiler may rely on. */
export const model = <A extends Ability>(parts: Omit<Model, typeof able>): Model<A> => parts as Model<A>;
