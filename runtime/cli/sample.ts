import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import { hash } from "../../dsl/mod.ts";
import { describe } from "../errors.ts";
import type { TraceLevel } from "../options.ts";
import type { Event, Result } from "../trace.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure } from "./failure.ts";
import { rowPrinter } from "./row_printer.ts";
import { drawPictures, filmFacts, type Told } from "./sample_film.ts";
import { noiseOf, prepareSample, type SampleJob, tokenizerOf } from "./sample_job.ts";
import { sampleOptions } from "./sample_options.ts";
import { type Watcher, watcher } from "./sample_watch.ts";
import { summarise, type Summary, summaryLine } from "./summary.ts";
import { styled, type Terminal } from "./terminal.ts";
import { timedStream } from "./timed.ts";
import { traceLines } from "./trace_lines.ts";

const interrupted = 130;

/** How much of the run is read back. Level "step" makes it look up between updates, so that it can be interrupted in mid-block. */
const levelOf = ({ request: { trace, watch } }: SampleJob): TraceLevel =>
  watch !== null || trace.pictures.length > 0 ? "stage" : trace.level === "none" ? "step" : trace.level;

/** Tells of an event, as much as `--trace` asks for. */
const tell = (job: SampleJob, event: Event, terminal: Terminal): void => {
  const { level } = job.request.trace;
  if (level === "none" || (level === "step" && event._tag === "Stage")) { return; }
  traceLines(event, tokenizerOf(job).decode).forEach((line) => terminal.err(`${line}\n`));
};

const watcherOf = (job: SampleJob, terminal: Terminal, signal: AbortSignal): Watcher | null =>
  job.request.watch === null ? null : watcher(terminal, { facts: filmFacts(job, 0), pace: job.request.watch, signal });

/** Runs the job; text of a single row is printed while it is made, unless something else is. */
const generate = async (job: SampleJob, terminal: Terminal, signal: AbortSignal): Promise<Told> => {
  const { request: { trace }, options, loaded: { model }, sampler } = job;
  const watching = watcherOf(job, terminal, signal);
  const streams = job.output !== "json" && job.rows.length === 1 && watching === null && trace.level === "none";
  const printer = streams ? rowPrinter(job.rows[0]!, tokenizerOf(job), terminal) : null;
  const events: Event[] = [];
  const walk = timedStream(sampler.program, model, { ...options, trace: levelOf(job), signal });
  let next = await walk.next();
  for (; next.done !== true; next = await walk.next()) {
    printer?.see(next.value);
    tell(job, next.value, terminal);
    await watching?.see(next.value);
    if (trace.pictures.length > 0) { events.push(next.value); }
  }
  watching?.end();
  const { result } = next.value;
  if (isLeft(result)) {
    printer?.breakOff();
  } else if (printer !== null) {
    printer.end(result.right.rows[0]!.tokens);
  } else if (job.output !== "json") {
    printRows(result.right, job, terminal);
  }
  return { ...next.value, events };
};

const printRows = ({ rows }: Result, job: SampleJob, terminal: Terminal): void =>
  rows.forEach(({ tokens, prompt }, row) => {
    if (rows.length > 1) { terminal.out(styled(terminal, "cyan", `-- row ${row} --`) + "\n"); }
    const { decode } = tokenizerOf(job);
    const given = decode(tokens.slice(0, prompt));
    // Decoded whole, as a character may span the two.
    terminal.out(`${styled(terminal, "dim", given)}${decode(tokens).slice(given.length)}\n`);
  });

/** Pictures ask for more than was asked to be told. */
const atLevel = (events: readonly Event[], level: TraceLevel): readonly Event[] =>
  level === "step" ? events.filter(({ _tag }) => _tag !== "Stage") : events;

const asJson = (job: SampleJob, result: Result, summary: Summary): string => {
  const { request: { trace }, options: { seed, length }, sampler, loaded: { model } } = job;
  const { notices, ...figures } = summary;
  return JSON.stringify({
    sampler: sampler.name,
    program: hash(sampler.program),
    model: model.name,
    process: noiseOf(job),
    seed,
    length,
    ...figures,
    notices: [...job.loaded.notices, ...notices],
    rows: result.rows,
    ...(trace.level === "none" ? {} : { trace: atLevel(result.trace, trace.level) }),
  });
};

const finish = (job: SampleJob, result: Result, seconds: number, terminal: Terminal): void => {
  const given = job.rows.reduce((sum, row) => sum + row.frozen.reduce((count, is) => count + is, 0), 0);
  const summary = summarise(result, job.loaded.oracle, seconds, given);
  if (job.output === "json") { terminal.out(`${asJson(job, result, summary)}\n`); }
  if (job.output !== "text") { return; }
  summary.notices.forEach((notice) => terminal.err(`${styled(terminal, "yellow", notice)}\n`));
  terminal.out(
    `\n${styled(terminal, "cyan", `${job.sampler.name} on ${noiseOf(job)} noise: ${summaryLine(summary)}`)}\n`,
  );
};

const work = async (job: SampleJob, terminal: Terminal, signal: AbortSignal): Promise<Either<Failure, number>> => {
  if (job.output === "text") { job.loaded.notices.forEach((notice) => terminal.err(`${notice}\n`)); }
  const told = await generate(job, terminal, signal);
  const { result, seconds } = told;
  if (isLeft(result) && result.left._tag !== "Aborted") { return failed(describe(result.left)); }
  const drawn = await drawPictures(job, told, terminal);
  if (isLeft(drawn)) { return drawn; }
  if (isLeft(result)) {
    terminal.err(`${describe(result.left)}\n`);
    return right(interrupted);
  }
  finish(job, result.right, seconds, terminal);
  return right(0);
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const abort = new AbortController();
  const stop = (): void => abort.abort("interrupted");
  // Only once: a second Ctrl-C ends the process at once.
  process.once("SIGINT", stop);
  try {
    const job = await prepareSample(args, terminal, abort.signal);
    if (isLeft(job)) { return job; }
    const ended = await work(job.right, terminal, abort.signal);
    await job.right.loaded.dispose();
    return ended;
  } finally {
    process.off("SIGINT", stop);
  }
};

/** `blockgen sample`: makes text. */
export const sampleCommand: Command = {
  name: "sample",
  summary: "make text with a sampler and a model",
  words: "",
  options: sampleOptions,
  examples: [
    'blockgen sample --sampler arpc --prompt "In the beginning" --length 200 --temperature 0.7',
    "blockgen sample --sampler block-ancestral --process uniform --steps 4 --seed 7 --rows 3",
    'blockgen sample --infill "And ___ said unto ____, " --length 80',
    "blockgen sample --model oracle:my_text.txt --by entropy --json",
    "blockgen sample --sampler arpc --steps 8 --length 64 --watch",
    "blockgen sample --steps 2 --length 16 --trace stage",
    "blockgen sample --steps 8 --length 64 --trace run.html --trace run.svg",
    'blockgen sample --model masked --prompt "In the beginning" --steps 16 --temperature 0.7',
  ],
  run,
};
