import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import { hash } from "../../dsl/mod.ts";
import { describe } from "../errors.ts";
import { type Row, rowsOf } from "../rows.ts";
import type { Result } from "../trace.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { type Loaded, loadModel, processOf } from "./load_model.ts";
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
  readonly loaded: Loaded;
  readonly sampler: NamedProgram;
  readonly rows: readonly Row[];
  readonly output: "text" | "quiet" | "json";
}

const interrupted = 130;

const prepare = async (args: Arguments): Promise<Either<Failure, Job>> => {
  const request = sampleRequest(args);
  if (isLeft(request)) { return request; }
  const program = valueAt(args, "program");
  if (program !== undefined && valueAt(args, "sampler") !== undefined) {
    return misused("Cannot run both --sampler and --program: leave one out");
  }
  const sampler = program === undefined
    ? namedProgram(valueAt(args, "sampler") ?? "arpc", request.right.settings)
    : await readProgram(program);
  if (isLeft(sampler)) { return sampler; }
  const loaded = await loadModel(valueAt(args, "model") ?? "oracle", processOf(request.right.process));
  if (isLeft(loaded)) { return loaded; }
  const rows = rowsOf(loaded.right.model, request.right.options);
  if (isLeft(rows)) { return failed(describe(rows.left)); }
  const output = has(args, "json") ? "json" : has(args, "quiet") ? "quiet" : "text";
  return right({ request: request.right, loaded: loaded.right, sampler: sampler.right, rows: rows.right, output });
};

/** Runs the job; text of a single row is printed while it is made. */
const generate = async (job: Job, terminal: Terminal, signal: AbortSignal): Promise<Timed> => {
  const { request: { options, trace }, loaded: { model }, sampler } = job;
  const { decode } = model.tokenizer;
  const streams = job.output !== "json" && job.rows.length === 1 && trace === "none";
  const printer = streams ? rowPrinter(job.rows[0]!, decode, terminal) : null;
  // Level "step" also makes the run look up between updates, so that it can be interrupted in mid-block.
  const level = trace === "none" ? "step" : trace;
  const walk = timedStream(sampler.program, model, { ...options, trace: level, signal });
  let next = await walk.next();
  for (; next.done !== true; next = await walk.next()) {
    printer?.see(next.value);
    if (trace !== "none") { traceLines(next.value, decode).forEach((line) => terminal.err(`${line}\n`)); }
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

const printRows = ({ rows }: Result, { loaded: { model } }: Job, terminal: Terminal): void =>
  rows.forEach(({ tokens, prompt }, row) => {
    if (rows.length > 1) { terminal.out(styled(terminal, "cyan", `-- row ${row} --`) + "\n"); }
    const { decode } = model.tokenizer;
    terminal.out(`${styled(terminal, "dim", decode(tokens.slice(0, prompt)))}${decode(tokens.slice(prompt))}\n`);
  });

const asJson = (job: Job, result: Result, summary: Summary): string => {
  const { request: { process: noise, options, trace }, sampler, loaded: { model } } = job;
  const { seed, length } = options;
  const { notices, ...numbers } = summary;
  return JSON.stringify({
    sampler: sampler.name,
    program: hash(sampler.program),
    model: model.name,
    process: noise,
    seed,
    length,
    ...numbers,
    notices,
    rows: result.rows,
    ...(trace === "none" ? {} : { trace: result.trace }),
  });
};

const finish = (job: Job, result: Result, seconds: number, terminal: Terminal): void => {
  const given = job.rows.reduce((sum, row) => sum + row.frozen.reduce((count, is) => count + is, 0), 0);
  const summary = summarise(result, job.loaded.model, seconds, given);
  if (job.output === "json") { terminal.out(`${asJson(job, result, summary)}\n`); }
  if (job.output !== "text") { return; }
  summary.notices.forEach((notice) => terminal.err(`${styled(terminal, "yellow", notice)}\n`));
  terminal.out(
    `\n${styled(terminal, "cyan", `${job.sampler.name} on ${job.request.process} noise: ${summaryLine(summary)}`)}\n`,
  );
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const prepared = await prepare(args);
  if (isLeft(prepared)) { return prepared; }
  const job = prepared.right;
  const abort = new AbortController();
  const stop = (): void => abort.abort("interrupted");
  // Only once: a second Ctrl-C ends the process at once.
  process.once("SIGINT", stop);
  const { result, seconds } = await generate(job, terminal, abort.signal);
  process.off("SIGINT", stop);
  if (isLeft(result)) {
    if (result.left._tag !== "Aborted") { return failed(describe(result.left)); }
    terminal.err(`${describe(result.left)}\n`);
    return right(interrupted);
  }
  finish(job, result.right, seconds, terminal);
  return right(0);
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
  ],
  run,
};
