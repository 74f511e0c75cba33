import { type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { check, describeProblem } from "../../dsl/mod.ts";
import { describe } from "../errors.ts";
import type { Tokenizer } from "../model.ts";
import type { RunOptions } from "../options.ts";
import { type Row, rowsOf } from "../rows.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { findModel, type FoundModel } from "./find_model.ts";
import { checkKnobs } from "./knobs.ts";
import type { LoadedModel } from "./load_model.ts";
import { type NamedProgram, namedProgram, readProgram } from "./load_program.ts";
import { type SampleRequest, sampleRequest } from "./sample_request.ts";
import { canWrite } from "./sample_trace.ts";
import type { Terminal } from "./terminal.ts";

/** All that a run of `blockgen sample` needs. */
export interface SampleJob {
  readonly request: SampleRequest;
  readonly options: RunOptions;
  readonly loaded: LoadedModel;
  readonly sampler: NamedProgram;
  readonly rows: readonly Row[];
  readonly output: "text" | "quiet" | "json";
}

const usualLength = 256;

const samplerOf = async (args: Arguments, request: SampleRequest): Promise<Either<Failure, NamedProgram>> => {
  const program = valueAt(args, "program");
  if (program !== undefined && valueAt(args, "sampler") !== undefined) {
    return misused("Cannot run both --sampler and --program: leave one out");
  }
  const name = valueAt(args, "sampler") ?? "arpc";
  const found = program === undefined ? namedProgram(name, request.settings) : await readProgram(program);
  const knobs = checkKnobs(request.settings, [program ?? name]);
  return isLeft(found) || isRight(knobs) ? found : knobs;
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

/** Reads, finds and loads what a run needs, or says what is wrong before a network is loaded. */
export const prepareSample = async (
  args: Arguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Either<Failure, SampleJob>> => {
  const request = sampleRequest(args);
  if (isLeft(request)) { return request; }
  const writable = await canWrite(request.right.trace);
  if (isLeft(writable)) { return writable; }
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

/** Writes tokens of a model that has no tokenizer. */
const numbers: Tokenizer = {
  encode: (text) => ({ unknown: text.slice(0, 1), at: 0 }),
  decode: (tokens) => tokens.map((token) => `${token} `).join(""),
};

/** How tokens are written. */
export const tokenizerOf = ({ loaded: { model } }: SampleJob): Tokenizer => model.tokenizer ?? numbers;

/** The noise in the words of the command line. */
export const noiseOf = ({ request, loaded: { model } }: SampleJob): string =>
  request.process ?? (model.abilities.process === "absorbing" ? "masked" : "uniform");
