import type { Body, Process } from "blockgen/dsl";
import type { BackendName, Event } from "blockgen/runtime";

/** One run, as plain data that a worker can be sent. */
export interface Job {
  /** What the oracle learns from. */ readonly text: string;
  readonly process: Process;
  readonly nodes: Body;
  readonly length: number;
  readonly seed: number;
  /** What the sequence begins with; nothing if empty. */ readonly prompt: string;
  readonly backend: BackendName | "auto";
}

/** What is known of a run before its first event. */
export interface Ready {
  /** The character of each token. */ readonly symbols: readonly string[];
  readonly prompt: readonly number[];
  /** Exact bits per character of the beginning of the text itself, if all of it can be encoded. */
  readonly textBits: number | null;
}

/** What a run ends with. */
export interface Outcome {
  readonly tokens: readonly number[];
  readonly nfe: number;
  /** Where the kernels really ran. */ readonly backend: BackendName;
  /** Rows settled in float64, as they came too close to a boundary. */ readonly settled: number;
  /** Exact bits per generated character, under the oracle. */ readonly bits: number;
  readonly notices: readonly string[];
  readonly milliseconds: number;
}

/** What a worker answers: `Ready`, then events, then one of `Done` and `Failed`; or `Failed` at once. */
export type Answer = Readonly<
  | { _tag: "Ready"; ready: Ready }
  | { _tag: "Happened"; event: Exclude<Event, { _tag: "Ended" }> }
  | { _tag: "Done"; outcome: Outcome }
  | { _tag: "Failed"; sentence: string }
>;
