import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { check, describeProblem } from "../../dsl/mod.ts";
import { lengthFor } from "../eval/gsm8k/generate.ts";
import type { Gsm8kOptions, WordProblem } from "../eval/gsm8k/mod.ts";
import { versionOnDisk } from "../eval/sweep/version_node.ts";
import type { Model } from "../model.ts";
import { noticesOf } from "../notices.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { type EvaluatedSampler, samplersOf } from "./eval_gsm8k_samplers.ts";
import { failed, type Failure } from "./failure.ts";
import { fullReference } from "./load_checkpoint.ts";
import { type LoadedModel, processNames } from "./load_model.ts";
import { backendNames } from "./sample_options.ts";
import { choiceAt, gather, natural, numberAt, type NumberRange, positive } from "./values.ts";

/** The numbers and words of a command line, besides samplers. */
export interface Settings {
  readonly limit: number;
  readonly seed: number;
  readonly batch: number;
  readonly length: number;
  readonly seconds: number;
  readonly process: typeof processNames[number];
  readonly backend: typeof backendNames[number];
}

/** All that an evaluation needs. */
export interface Job {
  readonly model: Model;
  readonly samplers: readonly EvaluatedSampler[];
  /** What to know of the model and the samplers before reading numbers, each sentence once. */ readonly notices:
    readonly string[];
  readonly problems: readonly WordProblem[];
  readonly common: Omit<Gsm8kOptions, "program" | "python">;
  readonly file: (sampler: EvaluatedSampler) => string | null;
}

/** In no time every program is wrong. */
const timeLimit: NumberRange = { least: 0.1, whole: false };

/** Reads them, or says which one is wrong. */
export const settingsOf = (args: Arguments): Either<Failure, Partial<Settings>> =>
  gather<Settings & Record<string, unknown>>({
    limit: numberAt(args, "limit", positive),
    seed: numberAt(args, "seed", natural),
    batch: numberAt(args, "batch", positive),
    length: numberAt(args, "length", positive),
    seconds: numberAt(args, "seconds", timeLimit),
    process: choiceAt(args, "process", processNames),
    backend: choiceAt(args, "backend", backendNames),
  });

/** Records of several samplers have a file each. */
const fileOf = (out: string | undefined, several: boolean) => ({ name }: EvaluatedSampler): string | null =>
  out === undefined ? null : several ? `${out.replace(/\.jsonl$/, "")}.${name}.jsonl` : out;

/**
 * Which weights and which tokenizer a command line names, by the contents of their files: records of others are not gone on with.
 *
 * @param folder Where the model's files are: what is on the hub has its name elsewhere.
 */
export const versionFor = (args: Arguments, folder: string | null): string => {
  const versionOf = versionOnDisk();
  const tokenizer = valueAt(args, "tokenizer");
  const own = versionOf(folder ?? fullReference(valueAt(args, "model") ?? ""));
  return tokenizer === undefined ? own : `${own} ${versionOf(tokenizer)}`;
};

/** What the samplers take for granted of the model. */
const assumedBy = (samplers: readonly EvaluatedSampler[], { abilities }: Model): readonly string[] =>
  samplers.flatMap(({ program }) => noticesOf(program.nodes, abilities));

/** The evaluation of a model, or what stands against it: found out before anything runs. */
export const jobOf = async (
  args: Arguments,
  { process: _process, limit: _limit, ...settings }: Partial<Settings>,
  { model, notices }: Pick<LoadedModel, "model" | "notices">,
  folder: string | null,
  problems: readonly WordProblem[],
  signal: AbortSignal,
): Promise<Either<Failure, Job>> => {
  const length = lengthFor(model, settings);
  if (model.tokenizer === undefined) {
    return failed(`Cannot prompt ${model.name} as it has no tokenizer: give one with --tokenizer FOLDER`);
  }
  const chosen = await samplersOf(args, { length, ends: model.abilities.eos !== undefined });
  if (isLeft(chosen)) { return chosen; }
  const { samplers } = chosen.right;
  const wrong = samplers.flatMap(({ program }) => check(program, model.abilities, { length }));
  if (wrong.length > 0) { return failed(wrong.map(describeProblem).join("\n")); }
  const replacement = valueAt(args, "replace");
  const version = versionFor(args, folder);
  return right({
    model,
    samplers,
    notices: [...new Set([...notices, ...assumedBy(samplers, model), ...chosen.right.notices])],
    problems,
    common: {
      ...settings,
      length,
      model,
      version,
      problems,
      signal,
      ...(replacement === undefined ? {} : { replacement }),
    },
    file: fileOf(valueAt(args, "out"), samplers.length > 1),
  });
};
