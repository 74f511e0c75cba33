import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import { check, describeProblem, hash } from "../../dsl/mod.ts";
import { describe } from "../errors.ts";
import type { Tokenizer } from "../model.ts";
import type { RunOptions } from "../options.ts";
import { type Row, rowsOf } from "../rows.ts";
import type { Result } from "../trace.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { findModel, type FoundModel } from "./find_model.ts";
import type { LoadedModel } from "./load_model.ts";
import { type NamedProgram, namedProgram, readProgram } from "./load_program.ts";
import { rowPrinter } from "./row_printer.ts";
import { sampleOptions } from "./sample_options.ts";
import { type SampleRequest, sampleRequest } from "./sample_request.ts";
import { summarise, type Summary, summaryLine } from "./summary.ts";
import { styled, type Terminal } from "./terminal.ts";
import { type Timed, timedStream } from "./timed.ts";
import { traceLines } from "./trace_lines.ts";

/** All that a run needs. */
interface Job {
  readonly request: SampleRequest;
  readonly options: RunOptions;
  readonly loaded: LoadedModel;
  readonly sampler: NamedProgram;
  readonly rows: readonly Row[];
  readonly output: "text" | "quiet" | "json";
}

const interrupted = 130;
const usualLength = 256;

/** Writes tokens of a model that has no tokenizer. */
const numbers: Tokenizer = {
  encode: (text) => ({ unknown: text.slice(0, 1), at: 0 }),
  decode: (tokens) => tokens.map((token) => `${token} `).join(""),
};

const samplerOf = async (args: Arguments, request: SampleRequest): Promise<Either<Failure, NamedProgram>> => {
  const program = valueAt(args, "program");
  if (program !== undefined && valueAt(args, "sampler") !== undefined) {
    return misused("Cannot run both --sampler and --program: leave one out");
  }
  return program === undefined
    ? namedProgram(valueAt(args, "sampler") ?? "arpc", request.settings)
    : await readProgram(program);
};

/** The rows of a run, or why it cannot be: found out before a network is loaded. */
const rowsFor = (
  { program }: NamedProgram,
  model: FoundModel,
  options: RunOptions,
): Either<Failure, readonly Row[]> => {
  const rows = rowsOf(model, options);
  if (isLeft(rows)) {
    const howTo = rows.left._tag === "WrongShape" && model.tokenizer === undefined
      ? "; give one with --tokenizer FOLDER"
      : "";
    return failed(`${describe(rows.left)}${howTo}`);
  }
  const problems = check(program, model.abilities, { length: options.length });
  return problems.length === 0 ? rows : failed(problems.map(describeProblem).join("\n"));
};

const prepare = async (args: Arguments, terminal: Terminal, signal: AbortSignal): Promise<Either<Failure, Job>> => {
  const request = sampleRequest(args);
  if (isLeft(request)) { return request; }
  const sampler = await samplerOf(args, request.right);
  if (isLeft(sampler)) { return sampler; }
  const found = await findModel(args, request.right.process, terminal, signal);
  if (isLeft(found)) { return found; }
  const length = request.right.length ?? Math.min(usualLength, found.right.abilities.maximumLength);
  const options = { ...request.right.options, length };
  const rows = rowsFor(sampler.right, found.right, options);
  if (isLeft(rows)) {
    found.right.leave();
    return rows;
  }
  const loaded = await found.right.load();
  if (isLeft(loaded)) { return loaded; }
  const output = has(args, "json") ? "json" : has(args, "quiet") ? "quiet" : "text";
  return right({
    request: request.right,
    options,
    loaded: loaded.right,
    sampler: sampler.right,
    rows: rows.right,
    output,
  });
};

const tokenizerOf = ({ loaded: { model } }: Job): Tokenizer => model.tokenizer ?? numbers;

/** Runs the job; text of a single row is printed while it is made. */
const generate = async (job: Job, terminal: Terminal, signal: AbortSignal): Promise<Timed> => {
  const { request: { trace }, options, loaded: { model }, sampler } = job;
  const tokenizer = tokenizerOf(job);
  const streams = job.output !== "json" && job.rows.length === 1 && trace === "none";
  const printer = streams ? rowPrinter(job.rows[0]!, tokenizer, terminal) : null;
  // Level "step" also makes the run look up between updates, so that it can be interrupted in mid-block.
  const level = trace === "none" ? "step" : trace;
  const walk = timedStream(sampler.program, model, { ...options, trace: level, signal });
  let next = await walk.next();
  for (; next.done !== true; next = await walk.next()) {
    printer?.see(next.value);
    if (trace !== "none") { traceLines(next.value, tokenizer.decode).forEach((line) => terminal.err(`${line}\n`)); }
  }
  const { result } = next.value;
  if (isLeft(result)) {
    printer?.breakOff();
  } else if (printer !== null) {
    printer.end(result.right.rows[0]!.tokens);
  } else if (job.output !== "json") {
    printRows(result.right, job, terminal);
  }
  return next.value;
};

const printRows = ({ rows }: Result, job: Job, terminal: Terminal): void =>
  rows.forEach(({ tokens, prompt }, row) => {
    if (rows.length > 1) { terminal.out(styled(terminal, "cyan", `-- row ${row} --`) + "\n"); }
    const { decode } = tokenizerOf(job);
    const given = decode(tokens.slice(0, prompt));
    // Decoded whole, as a character may span the two.
    terminal.out(`${styled(terminal, "dim", given)}${decode(tokens).slice(given.length)}\n`);
  });

/** The noise in the words of the command line. */
const noiseOf = ({ request, loaded: { model } }: Job): string =>
  request.process ?? (model.abilities.process === "absorbing" ? "masked" : "uniform");

const asJson = (job: Job, result: Result, summary: Summary): string => {
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
    ...(trace === "none" ? {} : { trace: result.trace }),
  });
};

const finish = (job: Job, result: Result, seconds: number, terminal: Terminal): void => {
  const given = job.rows.reduce((sum, row) => sum + row.frozen.reduce((count, is) => count + is, 0), 0);
  const summary = summarise(result, job.loaded.oracle, seconds, given);
  if (job.output === "json") { terminal.out(`${asJson(job, result, summary)}\n`); }
  if (job.output !== "text") { return; }
  summary.notices.forEach((notice) => terminal.err(`${styled(terminal, "yellow", notice)}\n`));
  terminal.out(
    `\n${styled(terminal, "cyan", `${job.sampler.name} on ${noiseOf(job)} noise: ${summaryLine(summary)}`)}\n`,
  );
};

const work = async (job: Job, terminal: Terminal, signal: AbortSignal): Promise<Either<Failure, number>> => {
  if (job.output === "text") { job.loaded.notices.forEach((notice) => terminal.err(`${notice}\n`)); }
  const { result, seconds } = await generate(job, terminal, signal);
  if (isLeft(result)) {
    if (result.left._tag !== "Aborted") { return failed(describe(result.left)); }
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
    const job = await prepare(args, terminal, abort.signal);
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
    "blockgen sample --steps 2 --length 16 --trace stage",
    'blockgen sample --model out/uniform --engine onnx --prompt "In the beginning" --steps 8',
  ],
  run,
};
