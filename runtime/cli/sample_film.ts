import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { type FilmFacts, filmOf, tokenNames } from "../pictures/mod.ts";
import type { Event, Result } from "../trace.ts";
import type { Failure } from "./failure.ts";
import { noiseOf, type SampleJob } from "./sample_job.ts";
import { writePictures } from "./sample_trace.ts";
import type { Terminal } from "./terminal.ts";
import type { Timed } from "./timed.ts";

/** How a run ended, and its events where a picture is wanted. */
export interface Told extends Timed {
  readonly events: readonly Event[];
}

/** What a picture of a row says besides its events; of a run that has ended also what it cost. */
export const filmFacts = (job: SampleJob, row: number, result?: Result): FilmFacts => {
  const { loaded: { model }, rows, sampler, options } = job;
  const { frozen, tokens, prompt } = rows[row]!;
  const { vocabulary } = model.abilities;
  const { tokenizer } = model;
  const nfe = result === undefined ? [] : [`${result.rows[row]!.nfe} NFE`];
  return {
    title: `${sampler.name} on ${noiseOf(job)} noise${rows.length > 1 ? `, row ${row}` : ""}`,
    facts: [model.name, `seed ${options.seed ?? 0}`, ...nfe],
    prompt: Array.from(tokens.subarray(0, prompt)),
    fixed: (position) => frozen[position] === 1,
    names: tokenNames(vocabulary, (token) => tokenizer?.decode([token]) ?? String(token)),
  };
};

/** Writes the pictures that were asked for; of an interrupted run as far as it came. */
export const drawPictures = async (
  job: SampleJob,
  { result, events }: Told,
  terminal: Terminal,
): Promise<Either<Failure, null>> => {
  const { request: { trace, options }, loaded: { model }, sampler, rows } = job;
  if (trace.pictures.length === 0) { return right(null); }
  const gave = isLeft(result) ? undefined : result.right;
  const films = rows.map((_, row) => filmOf(events, row, filmFacts(job, row, gave)));
  const written = await writePictures(trace, films, events, {
    sampler: sampler.name,
    program: sampler.program,
    model: model.name,
    process: model.abilities.process,
    vocabulary: model.abilities.vocabulary,
    seed: options.seed,
    length: job.options.length,
    result: gave ?? null,
  });
  if (isLeft(written)) { return written; }
  if (job.output === "text") { terminal.err(`Wrote ${written.right.join(", ")}\n`); }
  return right(null);
};
