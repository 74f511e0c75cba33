import type { Chunk } from "../chunks.ts";
import type { Answer, Job } from "./job.ts";

/** What the page tells its worker. Runs come one after the other; a later one waits until the earlier one has ended. */
export type Order = Readonly<
  /** A part of the page that models are made of; it is kept. */
  | { _tag: "Part"; name: Chunk; content: string }
  | { _tag: "Run"; run: number; job: Job }
  | { _tag: "Stop"; run: number }
>;

/** What the worker says of a run. */
export interface Report {
  readonly run: number;
  readonly answer: Answer;
}
