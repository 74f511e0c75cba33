import { type Either, isLeft, isRight, left, right } from "fp-ts/lib/Either.js";
import { hash, type Program } from "../../../dsl/mod.ts";
import { describe, type RunError } from "../../errors.ts";
import type { Model } from "../../model.ts";
import { bootstrap, type Interval } from "../bootstrap.ts";
import { type ProportionInterval, wilson } from "../proportion.ts";
import { goldAnswer } from "./answers.ts";
import type { Execution, Python, SandboxGone } from "./execution.ts";
import { noticesOf } from "../../notices.ts";
import { generate, type Generated, type GenerateOptions, lengthFor } from "./generate.ts";
import { grade } from "./grade.ts";
import { keeping, type NotKept } from "./keep.ts";
import type { WordProblem } from "./problem.ts";
import { none } from "./python_value.ts";
import { type Gsm8kRecord, inMemory, isOf, type RecordStore } from "./record.ts";

/** An evaluation: which sampler on which model, on which problems, judged by which sandbox. */
export interface Gsm8kOptions extends GenerateOptions {
  /** Any sampler; the paper's have blocks of 16. */ readonly program: Program<unknown, unknown>;
  /** Any model with a tokenizer. */ readonly model: Model;
  /** Tells models of one name apart, such as a checksum of their weights; none unless said. */ readonly version?:
    string;
  readonly problems: readonly WordProblem[];
  /** Runs the programs: see `openPython`. */ readonly python: Python;
  /** Problems generated side by side; 16 unless said. It changes no text of a model whose logits do not depend on the batch. */
  readonly batch?: number;
  /** Seconds that a program may take; the sandbox's limit unless said. */ readonly seconds?: number;
  /** Where records are kept, and found again; in memory unless said. */ readonly records?: RecordStore;
  /** Told of each record as it is kept. */ readonly told?: (record: Gsm8kRecord, done: number) => void;
}

/** What an evaluation found. */
export interface Gsm8kResult {
  /** In the order of the problems. */ readonly records: readonly Gsm8kRecord[];
  /** Share of correct answers with its 95 % percentile bootstrap interval over problems. */ readonly accuracy:
    Interval;
  /** Its 95 % Wilson interval, which has a width where none or all are correct. */ readonly wilson: ProportionInterval;
  /** Function evaluations, of the records found as well. */ readonly nfe: number;
  /** What was taken for granted of the model, as `sample` says it. */ readonly notices: readonly string[];
}

/** Why an evaluation ended early; the records that it kept stay. */
export type Gsm8kError = RunError | SandboxGone | NotKept;

/** One sentence. */
export const describeGsm8k = (error: Gsm8kError): string =>
  error._tag === "NotKept"
    ? `Cannot keep the record of a problem (${error.reason}): those kept before it stay, run again where there is room`
    : error._tag === "SandboxGone"
    ? `Cannot go on as no sandbox for programs runs any more (${error.reason}): problems without a record are not judged, run again`
    : describe(error);

/** What decides an evaluation's records besides the problems: equal keys, equal texts and verdicts. */
export const runKey = (
  options: Pick<Gsm8kOptions, "program" | "model" | "version" | "seconds"> & GenerateOptions,
): string =>
  JSON.stringify({
    program: hash(options.program),
    model: options.model.name,
    process: options.model.abilities.process,
    version: options.version ?? null,
    engine: options.model.engine,
    length: lengthFor(options.model, options),
    seed: options.seed ?? 0,
    separator: options.separator ?? "\n",
    before: options.before ?? [],
    replacement: options.replacement ?? null,
    seconds: options.seconds ?? null,
  });

const reasonIn = (execution: Execution): string =>
  execution._tag === "Raised" ? execution.exception : execution._tag === "Stopped" ? execution.reason : "";

const judge = async (generated: Generated, options: Gsm8kOptions): Promise<Either<SandboxGone, Gsm8kRecord>> => {
  const { question, answer } = options.problems[generated.problem]!;
  const about = { problem: generated.problem, question };
  if (generated._tag === "NoPrompt") {
    const { reason } = generated;
    const wanted = goldAnswer(answer);
    return right({ ...about, text: "", ended: "NoPrompt", reason, found: none, wanted, correct: false, nfe: 0 });
  }
  const { text, nfe } = generated;
  const { execution, found, wanted, correct } = await grade(options.python, text, answer, options.seconds);
  return execution._tag === "SandboxGone"
    ? left(execution)
    : right({ ...about, text, ended: execution._tag, reason: reasonIn(execution), found, wanted, correct, nfe });
};

const chunks = <T>(values: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size));

/** Programs end in any order; the result, interval and all, is that of the problems in theirs. */
const resultOf = (
  finished: readonly Gsm8kRecord[],
  { program, model, seed = 0 }: Gsm8kOptions,
): Gsm8kResult => {
  const records = [...finished].sort((a, b) => a.problem - b.problem);
  return {
    records,
    wilson: wilson(records.filter(({ correct }) => correct).length, records.length),
    accuracy: bootstrap(records.map(({ correct }) => correct ? 1 : 0), { seed }),
    nfe: records.reduce((sum, { nfe }) => sum + nfe, 0),
    notices: noticesOf(program.nodes, model.abilities),
  };
};

/**
 * Accuracy on word problems as the paper measures it: the model writes a program behind each question, the program is cut out and
 * run in the sandbox, and its number is compared with the gold answer. Whatever fails counts as wrong.
 *
 * Problems whose record is found are not generated again. Each record is kept as soon as its program is judged.
 *
 * Errors: those of `run`, `SandboxGone` where the sandbox cannot be started again, and `NotKept` where a record cannot be kept (a
 * disk that is full); the records kept by then stay.
 */
export const evaluateGsm8k = async (options: Gsm8kOptions): Promise<Either<Gsm8kError, Gsm8kResult>> => {
  const { program, model, problems, batch = 16, records: store = inMemory(), told } = options;
  const records = store.finished.filter((record) => isOf(record, problems));
  const finished = new Set(records.map(({ problem }) => problem));
  const open = [...problems.entries()].filter(([index]) => !finished.has(index));
  const keep = keeping(store);
  for (const some of chunks(open, batch)) {
    const generated = await generate(program, model, some, options);
    if (isLeft(generated)) { return generated; }
    const judged = await Promise.all(generated.right.map(async (one): Promise<Either<Gsm8kError, Gsm8kRecord>> => {
      const record = await judge(one, options);
      const kept = isLeft(record) ? record : await keep(record.right);
      if (isRight(kept)) {
        const done = records.push(kept.right);
        told?.(kept.right, done);
      }
      return kept;
    }));
    const ended = judged.find(isLeft);
    if (ended !== undefined) { return ended; }
  }
  return right(resultOf(records, options));
};
