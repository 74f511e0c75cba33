import type { Body, Process } from "blockgen/dsl";

/** What a side's model is: data, so that a link can name it. */
export type ModelChoice = Readonly<
  /** The exact oracle of the book that ships. */
  | { _tag: "Book"; process: Process }
  /** The exact oracle of `Setup.text`. */
  | { _tag: "Text"; process: Process }
  /** A checkpoint that ships, by name. */
  | { _tag: "Shipped"; name: "masked" | "uniform" }
>;

/** One of the two pipelines. */
export interface SideSetup {
  readonly model: ModelChoice;
  /** Name of the catalogue's sampler that `nodes` is, unchanged; null once it was edited. */
  readonly sampler: string | null;
  readonly nodes: Body;
}

/** All that decides what the page shows: what a link holds, what a lesson starts from, what an exported script repeats. */
export interface Setup {
  readonly version: 1;
  readonly sides: readonly [left: SideSetup, right: SideSetup];
  /** The reader's own text; empty if there is none. */ readonly text: string;
  readonly prompt: string;
  /** Tokens of the whole row, the prompt's included. */ readonly length: number;
  readonly seed: number;
  /** Number of a lesson that is open; null outside of lessons. */ readonly lesson: number | null;
}
