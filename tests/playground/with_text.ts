import type { Program } from "blockgen/dsl";
import { type BackendName, type Event, markovOracle, type Model, sample } from "blockgen/runtime";
import type { Job } from "../../docs/playground/engine/job.ts";

/** A text short enough for oracles in tests. */
export const rhyme =
  "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream. ";

/** The events of a run on the rhyme, at trace level `stage`. */
export const eventsOf = async (program: Program, job: Partial<Job>): Promise<readonly Event[]> => {
  const { process = "absorbing", length = 16, seed = 1, prompt = "" } = job;
  const model = markovOracle(rhyme, { process }) as Model;
  const rows = [prompt === "" ? {} : { prompt }];
  return (await sample(program, model, { length, seed, rows, backend: "host", trace: "stage" })).trace;
};

/** What a program makes of a text in this process. */
export const textOf = async (
  text: string,
  program: Program,
  job: Omit<Job, "text" | "nodes">,
  backend: BackendName,
): Promise<string> => {
  const { process, length, seed, prompt } = job;
  const model = markovOracle(text, { process }) as Model;
  const rows = [prompt === "" ? {} : { prompt }];
  return (await sample(program, model, { length, seed, rows, backend })).rows[0]!.text!;
};
