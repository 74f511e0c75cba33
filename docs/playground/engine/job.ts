import type { Abilities, Body, Process } from "blockgen/dsl";
import type { BackendName, Event } from "blockgen/runtime";
import type { ModelChoice } from "../setup.ts";

/** One run, as plain data that a worker can be sent. */
export interface Job {
  readonly model: ModelChoice;
  /** What the oracle of one's own text learns from; other models do not read it. */ readonly text: string;
  readonly nodes: Body;
  /** Tokens of the whole row, the prompt's included. */ readonly length: number;
  readonly seed: number;
  /** What the sequence begins with; nothing if empty. */ readonly prompt: string;
  readonly backend: BackendName | "auto";
}

/** What is known of a run before its first event. */
export interface Ready {
  /** The text of each token: a character of an oracle, a piece of words of a checkpoint. */ readonly symbols:
    readonly string[];
  readonly prompt: readonly number[];
  readonly process: Process;
  /** What `check` reads: which stages the model can serve. */ readonly abilities: Abilities;
  /** What computes the logits: `oracle`, `host (float64)`, `gpu (webgl2)` ... */ readonly engine: string;
  /** Where the kernels are meant to run; `Outcome` says where they did. */ readonly backend: BackendName;
  /** Exact bits per character of the beginning of the oracle's text; null of checkpoints, or if it cannot be encoded. */
  readonly textBits: number | null;
}

/** What a run ends with. */
export interface Outcome {
  readonly tokens: readonly number[];
  readonly nfe: number;
  /** What computed the logits. */ readonly engine: string;
  /** Where the kernels really ran. */ readonly backend: BackendName;
  /** Rows settled in float64, as they came too close to a boundary. */ readonly settled: number;
  /** Exact bits per generated character, under the oracle; null of checkpoints, which do not know them. */
  readonly bits: number | null;
  readonly notices: readonly string[];
  /** From the start of the run, the model being there. */ readonly milliseconds: number;
}

/** What happens in a run until it ends. */
export type Happening = Exclude<Event, { _tag: "Ended" }>;

/** What a worker answers: `Ready`, then events in order, some at a time, then one of `Done` and `Failed`; or `Failed` at once. */
export type Answer = Readonly<
  | { _tag: "Ready"; ready: Ready }
  | { _tag: "Happened"; events: readonly Happening[] }
  | { _tag: "Done"; outcome: Outcome }
  | { _tag: "Failed"; sentence: string }
>;
