import type { Model } from "blockgen/runtime";

/** A model that is ready to run, and what the page tells of it. */
export interface LoadedModel {
  readonly model: Model;
  /** The text of each token. */ readonly symbols: readonly string[];
  /** Exact bits per character of the beginning of its text; null if it has none. */ readonly textBits: number | null;
  /** Exact bits of each token behind the prompt; absent where the model does not know them. */
  readonly bitsOf?: (tokens: readonly number[], prompt: number) => number;
  /** Frees what it holds. */ readonly dispose: () => Promise<void>;
}
