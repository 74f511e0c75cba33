import type { Either } from "fp-ts/lib/Either.js";
import type { Formula } from "../dsl/mod.ts";
import type { BackendName } from "./backends/backend.ts";
import type { RunError } from "./errors.ts";

/** A token and how probable a prediction finds it, 0 to 1. */
export interface TokenProbability {
  readonly token: number;
  readonly p: number;
}

/** The most probable tokens of each position, at most `MOST_LIKELY` of them, most probable first; none of probability 0. */
export type Likeliest = readonly (readonly TokenProbability[])[];

/** A row's block after a stage: what stands on the canvas, the slots that are filled, and of a prediction that the stage left the best. */
export interface StageRow {
  readonly row: number;
  /** Position of the block's first token. */ readonly start: number;
  /** Tokens of the block; an absorbing model's mask is `vocabulary`. */ readonly canvas: readonly number[];
  readonly draft?: readonly number[];
  readonly score?: readonly number[];
  readonly picked?: readonly boolean[];
  /** Of the prediction, where this stage left one. */ readonly top?: Likeliest;
  /** Of the AR prediction, where this stage left one. */ readonly arTop?: Likeliest;
  /** What the AR prediction gives each drafted token, where this stage left one. */ readonly arDraft?:
    readonly number[];
}

/** A row's block after an update. */
export interface StepRow {
  readonly row: number;
  readonly start: number;
  readonly canvas: readonly number[];
  readonly step: number;
  readonly steps: number;
  readonly alphaT: number;
  readonly alphaS: number;
  /** Function evaluations of the row so far. */ readonly nfe: number;
}

/** What happens in a run, in order. `Stage` comes at trace level `stage` only, `Step` at `step` and `stage`. */
export type Event = Readonly<
  | { _tag: "Started"; engine: string; notices: readonly string[]; rows: number; length: number }
  /** `by` is the formula of a score. */
  | { _tag: "Stage"; stage: string; within: readonly string[]; step: number; rows: readonly StageRow[]; by?: Formula }
  | { _tag: "Step"; rows: readonly StepRow[] }
  /** What is final now: a block that had something to make, with the padding behind an end token. */
  | { _tag: "Committed"; row: number; start: number; tokens: readonly number[] }
  | { _tag: "Ended"; result: Either<RunError, Result> }
>;

/** One finished sequence. */
export interface RowResult {
  readonly tokens: readonly number[];
  /** The tokens as text, if the model has a tokenizer. */ readonly text?: string;
  /** Length of the prompt. */ readonly prompt: number;
  /** Function evaluations spent on it. */ readonly nfe: number;
  /** Why it ended: its length, or its end token. */ readonly ended: "length" | "eos";
}

/** What a run gives. */
export interface Result {
  readonly rows: readonly RowResult[];
  /** What computed the logits. */ readonly engine: string;
  /** Where the kernels really ran. */ readonly backend: BackendName;
  /** Function evaluations of all rows. */ readonly nfe: number;
  /** How often a row came too close to a boundary and was settled in float64. */ readonly settled: number;
  /** What the user should know: assumptions made, fallbacks taken. */ readonly notices: readonly string[];
  /** The events, as far as the trace level keeps them. */ readonly trace: readonly Event[];
}
