import type { Backend, BackendName } from "./backends/backend.ts";

/** One sequence to generate. */
export interface RowInput {
  /** Text or tokens that the sequence begins with; left out, it begins from nothing. */
  readonly prompt?: string | readonly number[];
  /** A pattern of fixed tokens from position 0: text with `hole` characters, or tokens with `null` at the holes. */
  readonly infill?: string | readonly (number | null)[];
  /** The character of `infill` that stands for a free position; `_` by default. */
  readonly hole?: string;
  /** Seed of this row; the run's by default. */
  readonly seed?: number;
  /** Sample id of this row, the number that tells rows of one seed apart; its index by default. */
  readonly sample?: number;
}

/** How much of a run is kept. All levels give the same tokens; only `stage` reads every stage back. */
export type TraceLevel = "none" | "step" | "stage";

/** What a run is told besides program and model. */
export interface RunOptions {
  /** Tokens of each finished sequence, prompt included. */
  readonly length: number;
  /** The sequences, or how many of them from nothing; 1 by default. */
  readonly rows?: number | readonly RowInput[];
  /** A whole number from 0 to 2^53 - 1; 0 by default. Same seed, same tokens. */
  readonly seed?: number;
  /**
   * Where kernels run: a name, `auto` by default, shared by all runs of this program; or a backend of your own (`openBackend`),
   * which stays yours to dispose of.
   */
  readonly backend?: BackendName | "auto" | Backend;
  /** How much is kept; `none` by default. */
  readonly trace?: TraceLevel;
  /** Stops the run between two function evaluations. */
  readonly signal?: AbortSignal;
}
