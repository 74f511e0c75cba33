import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import {
  compareGsm8k,
  describeGsm8k,
  evaluateGsm8k,
  type Gsm8kError,
  type Gsm8kOptions,
  type Gsm8kResult,
  gsm8kRunKey,
  majorityAnswer,
  type Python,
} from "../eval/gsm8k/mod.ts";
import { inMemory } from "../eval/gsm8k/record.ts";
import { describePythonUnavailable, openPython } from "../eval/gsm8k/python_pool_node.ts";
import { describeRecordsError, openRecords } from "../eval/gsm8k/records_node.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type Job, jobOf, settingsOf } from "./eval_gsm8k_job.ts";
import { gsm8kLines, type Gsm8kReport, type SamplerReport, samplerReport } from "./eval_gsm8k_lines.ts";
import { gsm8kOptions } from "./eval_gsm8k_options.ts";
import type { EvaluatedSampler } from "./eval_gsm8k_samplers.ts";
import { problemsOf } from "./eval_problems.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { findModel } from "./find_model.ts";
import { progressBar } from "./progress_bar.ts";
import { styled, type Terminal } from "./terminal.ts";

/** A sampler with its records: where they are, and those that are there already. */
interface Opened {
  readonly sampler: EvaluatedSampler;
  readonly options: Omit<Gsm8kOptions, "python">;
  readonly place: string | null;
}

/** Opens the records of all samplers: a file that cannot be gone on with is no news after hours. */
const openAll = async ({ common, samplers, file }: Job): Promise<Either<Failure, readonly Opened[]>> => {
  const opened: Opened[] = [];
  for (const sampler of samplers) {
    const options = { ...common, program: sampler.program };
    const place = file(sampler);
    const records = place === null ? right(inMemory()) : await openRecords(place, gsm8kRunKey(options))();
    if (isLeft(records)) { return failed(describeRecordsError(records.left)); }
    opened.push({ sampler, options: { ...options, records: records.right }, place });
  }
  return right(opened);
};

/** What went wrong, and that the same command goes on where it would. */
const sentenceOf = (error: Gsm8kError, place: string | null): string => {
  const goesOn = place !== null && ["Aborted", "SandboxGone", "NotKept"].includes(error._tag);
  return `${describeGsm8k(error)}${goesOn ? `; the same command goes on from ${place}` : ""}`;
};

/** Evaluates one sampler, and tells how far it is; records that are there already are not made again. */
const evaluateOne = async (
  { sampler, options, place }: Opened,
  python: Python,
  bar: ReturnType<typeof progressBar>,
): Promise<Either<Failure, readonly [SamplerReport, Gsm8kResult]>> => {
  const [began, before, cells] = [performance.now(), options.records?.finished.length ?? 0, options.problems.length];
  const found = await evaluateGsm8k({
    ...options,
    python,
    told: (_, done) => {
      const pace = (performance.now() - began) / 1000 / Math.max(1, done - before);
      bar.show({ cells, done, failed: 0, left: pace * (cells - done) });
    },
  });
  bar.clear();
  return isLeft(found)
    ? failed(sentenceOf(found.left, place))
    : right([samplerReport(sampler, found.right, place), found.right] as const);
};

const reportOf = (
  { model, problems, common, notices }: Job,
  name: string,
  found: readonly (readonly [SamplerReport, Gsm8kResult])[],
): Gsm8kReport => ({
  model: model.name,
  engine: model.engine,
  problems: `${problems.length} problems of ${name}`,
  seed: common.seed ?? 0,
  majority: majorityAnswer(problems),
  notices,
  samplers: found.map(([report]) => report),
  differences: found.slice(1).map(([second, result]) => ({
    first: found[0]![0].name,
    second: second.name,
    ...compareGsm8k(found[0]![1].records, result.records, common.seed),
  })),
});

const evaluateAll = async (
  job: Job,
  name: string,
  args: Arguments,
  terminal: Terminal,
): Promise<Either<Failure, number>> => {
  const opened = await openAll(job);
  if (isLeft(opened)) { return opened; }
  const python = await openPython()();
  if (isLeft(python)) { return failed(describePythonUnavailable(python.left)); }
  if (!has(args, "json")) { job.notices.forEach((notice) => terminal.err(`${styled(terminal, "yellow", notice)}\n`)); }
  try {
    const found: (readonly [SamplerReport, Gsm8kResult])[] = [];
    for (const next of opened.right) {
      const bar = progressBar(terminal, has(args, "quiet"), `problems with ${next.sampler.name}`);
      const one = await evaluateOne(next, python.right, bar);
      if (isLeft(one)) { return one; }
      found.push(one.right);
    }
    const report = reportOf(job, name, found);
    terminal.out(has(args, "json") ? `${JSON.stringify(report)}\n` : `${gsm8kLines(report).join("\n")}\n`);
    return right(0);
  } finally {
    await python.right.close();
  }
};

const work = async (args: Arguments, terminal: Terminal, signal: AbortSignal): Promise<Either<Failure, number>> => {
  if (valueAt(args, "model") === undefined) {
    return misused("Cannot evaluate without --model: the folder of a checkpoint, or hf:owner/name");
  }
  const settings = settingsOf(args);
  if (isLeft(settings)) { return settings; }
  const name = valueAt(args, "problems") ?? "mini";
  const problems = await problemsOf(name, settings.right.limit);
  if (isLeft(problems)) { return problems; }
  const found = await findModel(args, settings.right.process, terminal, signal);
  if (isLeft(found)) { return found; }
  const loaded = await found.right.load();
  if (isLeft(loaded)) { return loaded; }
  try {
    const job = await jobOf(args, settings.right, loaded.right, found.right.folder, problems.right, signal);
    return isLeft(job) ? job : await evaluateAll(job.right, name, args, terminal);
  } finally {
    await loaded.right.dispose();
  }
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const abort = new AbortController();
  const stop = (): void => abort.abort("interrupted");
  process.once("SIGINT", stop);
  try {
    return await work(args, terminal, abort.signal);
  } finally {
    process.off("SIGINT", stop);
  }
};

/** `blockgen eval gsm8k`: the share of word problems that a model solves by writing a program for each. */
export const gsm8kEvaluation: Command = {
  name: "gsm8k",
  summary: "accuracy on word problems: the model writes programs, a sandbox runs them",
  words: "",
  options: gsm8kOptions,
  examples: [
    "blockgen eval gsm8k --model out/words --samplers arpc,block-ancestral --nfe 9 --out words.jsonl",
    "blockgen eval gsm8k --model out/words --problems gsm8k_test.jsonl --limit 50 --temperature 0.1",
  ],
  run,
};
