import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import {
  compareGsm8k,
  describeGsm8k,
  evaluateGsm8k,
  type Gsm8kResult,
  gsm8kRunKey,
  majorityAnswer,
  type Python,
} from "../eval/gsm8k/mod.ts";
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
import type { Terminal } from "./terminal.ts";

/** Evaluates one sampler, and tells how far it is; records that are there already are not made again. */
const evaluateOne = async (
  { common, problems, file }: Job,
  sampler: EvaluatedSampler,
  python: Python,
  bar: ReturnType<typeof progressBar>,
): Promise<Either<Failure, readonly [SamplerReport, Gsm8kResult]>> => {
  const options = { ...common, program: sampler.program, python };
  const place = file(sampler);
  const records = place === null ? null : await openRecords(place, gsm8kRunKey(options))();
  if (records !== null && isLeft(records)) { return failed(describeRecordsError(records.left)); }
  const [began, before] = [performance.now(), records?.right.finished.length ?? 0];
  const found = await evaluateGsm8k({
    ...options,
    ...(records === null ? {} : { records: records.right }),
    told: (_, done) => {
      const pace = (performance.now() - began) / 1000 / Math.max(1, done - before);
      bar.show({ cells: problems.length, done, failed: 0, left: pace * (problems.length - done) });
    },
  });
  bar.clear();
  if (isLeft(found)) {
    const goesOn = found.left._tag === "Aborted" || found.left._tag === "SandboxGone";
    const again = goesOn && place !== null ? `; the same command goes on from ${place}` : "";
    return failed(`${describeGsm8k(found.left)}${again}`);
  }
  return right([samplerReport(sampler, found.right, place), found.right] as const);
};

const reportOf = (
  { model, problems, common }: Job,
  name: string,
  found: readonly (readonly [SamplerReport, Gsm8kResult])[],
): Gsm8kReport => ({
  model: model.name,
  engine: model.engine,
  problems: `${problems.length} problems of ${name}`,
  seed: common.seed ?? 0,
  majority: majorityAnswer(problems),
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
  const python = await openPython()();
  if (isLeft(python)) { return failed(describePythonUnavailable(python.left)); }
  try {
    const found: (readonly [SamplerReport, Gsm8kResult])[] = [];
    for (const sampler of job.samplers) {
      const bar = progressBar(terminal, has(args, "quiet"), `problems with ${sampler.name}`);
      const one = await evaluateOne(job, sampler, python.right, bar);
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
    const job = await jobOf(args, settings.right, loaded.right.model, found.right.folder, problems.right, signal);
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
