import type { Process, Program } from "blockgen/dsl";
import { type BackendName, type Event, markovOracle, type Model, sample } from "blockgen/runtime";

/** A text short enough for oracles in tests. */
export const rhyme =
  "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream. ";

/** What runs on a text differ in. */
export interface TextRun {
  readonly process: Process;
  readonly length: number;
  readonly seed: number;
  readonly prompt: string;
}

/** The events of a run on the rhyme, at trace level `stage`. */
export const eventsOf = async (program: Program, settings: Partial<TextRun>): Promise<readonly Event[]> => {
  const { process = "absorbing", length = 16, seed = 1, prompt = "" } = settings;
  const model = markovOracle(rhyme, { process }) as Model;
  const rows = [prompt === "" ? {} : { prompt }];
  return (await sample(program, model, { length, seed, rows, backend: "host", trace: "stage" })).trace;
};

/** What a program makes of a text in this process. */
export const textOf = async (
  text: string,
  program: Program,
  { process, length, seed, prompt }: TextRun,
  backend: BackendName,
): Promise<string> => {
  const model = markovOracle(text, { process }) as Model;
  const rows = [prompt === "" ? {} : { prompt }];
  return (await sample(program, model, { length, seed, rows, backend })).rows[0]!.text!;
};
