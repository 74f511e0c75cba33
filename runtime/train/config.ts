import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import type { Process } from "../../dsl/mod.ts";
import type { TrainError } from "./errors.ts";
import type { Mixing, Mixture } from "./mixture.ts";
import type { LossType } from "./objectives/loss_type.ts";
import { optimizerDefaults } from "./optimizer.ts";

/** Everything that decides what a run does; plain data, stored beside its result. */
export interface TrainConfig {
  /** Name of a corpus, or the path of a text. */ readonly corpus: string;
  readonly process: Process;
  /** Shares of block sizes; each divides the largest, which divides the length. */ readonly blocks: Mixture;
  /** Fixed shares of each batch's rows, or one size drawn a step. */ readonly mixing: Mixing;
  /** Of every block size that is no special case (default: `defaultLoss`). */ readonly loss: LossType;
  /** Losses of single block sizes. */ readonly special: Readonly<Record<number, LossType>>;
  /** Block sizes at which the input is all noise. */ readonly pureNoise: readonly number[];
  readonly schedule: "log-linear" | "cosine";
  /** Signal left at t = 1, below 1. */ readonly scheduleEps: number;
  /** Smallest time drawn. */ readonly timeEps: number;
  readonly timePer: "block" | "row";
  readonly times: "stratified" | "independent";
  /** Tokens that a tokenizer is learned for (without a mask). */ readonly vocabulary: number;
  /** Width of the network. */ readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Rows of a batch. */ readonly rows: number;
  /** Tokens of a row. */ readonly length: number;
  /** Highest learning rate. */ readonly rate: number;
  /** Steps to reach it. */ readonly warmup: number;
  /** Share of it that is left at the end. */ readonly floor: number;
  /** Weight decay of matrices. */ readonly decay: number;
  /** Longest gradient. */ readonly clip: number;
  /** Largest decay of the moving average. */ readonly ema: number;
  /** `copying`: a network that copies what it looks at, see `copyingParameters`. Absent: one that knows nothing. */
  readonly start?: "copying" | undefined;
  /** Folder of a checkpoint whose parameters the run begins with, of the same shapes and tokenizer; its noise may be another. */
  readonly from?: string | undefined;
  readonly seed: number;
  /** Updates to make; either these or `minutes`. */ readonly steps?: number | undefined;
  /** Training time; the decay of the rate then follows the clock, and a resumed run is not bit-identical. */
  readonly minutes?: number | undefined;
  /** Updates between evaluations. */ readonly evalEvery: number;
  /** Seconds between checkpoints. */ readonly checkpointEvery: number;
}

/** What is written to make a `TrainConfig`: everything but the corpus and the budget has a default. */
export type TrainOptions = Pick<TrainConfig, "corpus"> & Partial<TrainConfig>;

const LOSSES: { readonly [L in LossType]: 1 } = { elbo: 1, ce: 1, "ce-noisy": 1, "low-variance": 1, evidence: 1 };

const whole = (least: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const loss = v.picklist(Object.keys(LOSSES) as LossType[]);

const shares = v.array(v.strictObject({ size: whole(1), weight: positive }));

const fields = v.strictObject({
  corpus: v.pipe(v.string(), v.nonEmpty()),
  process: v.optional(v.picklist(["absorbing", "uniform"]), "absorbing"),
  blocks: v.optional(v.pipe(shares, v.nonEmpty()), [{ size: 1, weight: 0.25 }, { size: 16, weight: 0.75 }]),
  mixing: v.optional(v.picklist(["stratified", "drawn"]), "stratified"),
  loss: v.optional(loss),
  special: v.optional(v.record(v.pipe(v.string(), v.regex(/^[1-9]\d*$/)), loss), { 1: "ce" }),
  pureNoise: v.optional(v.array(whole(1)), [1]),
  schedule: v.optional(v.picklist(["log-linear", "cosine"]), "log-linear"),
  scheduleEps: v.optional(v.pipe(share, v.ltValue(1)), 1e-3),
  timeEps: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 1e-3),
  timePer: v.optional(v.picklist(["block", "row"]), "block"),
  times: v.optional(v.picklist(["stratified", "independent"]), "stratified"),
  vocabulary: v.optional(whole(2), 511),
  width: v.optional(whole(2), 96),
  layers: v.optional(whole(1), 4),
  heads: v.optional(whole(1), 2),
  rows: v.optional(whole(1), 8),
  length: v.optional(whole(1), 128),
  rate: v.optional(positive, 3e-3),
  warmup: v.optional(whole(0), 60),
  floor: v.optional(share, 0.05),
  decay: v.optional(v.pipe(v.number(), v.minValue(0), v.finite()), optimizerDefaults.decay),
  clip: v.optional(positive, optimizerDefaults.clip),
  ema: v.optional(v.pipe(share, v.ltValue(1)), optimizerDefaults.ema),
  start: v.optional(v.literal("copying")),
  from: v.optional(v.pipe(v.string(), v.nonEmpty())),
  seed: v.optional(whole(0), 0),
  steps: v.optional(whole(1)),
  minutes: v.optional(positive),
  evalEvery: v.optional(whole(1), 250),
  checkpointEvery: v.optional(positive, 120),
});

/** Cross-entropy at masks for absorbing noise; for uniform noise the one that trains leave-one-out predictions. */
export const defaultLoss = (process: Process): LossType => process === "absorbing" ? "ce" : "evidence";

/** Relations between settings that do not hold, one sentence each. */
function problems(config: v.InferOutput<typeof fields>): readonly string[] {
  const sizes = config.blocks.map(({ size }) => size);
  const largest = Math.max(...sizes);
  const odd = sizes.find((size) => largest % size !== 0);
  const wrong: readonly (readonly [boolean, string])[] = [
    [odd !== undefined, `every block size must divide the largest: ${odd} does not divide ${largest}`],
    [new Set(sizes).size < sizes.length, `every block size must be named once: found ${sizes.join(", ")}`],
    [
      config.length % largest !== 0,
      `length must be a multiple of ${largest}, the largest block size: found ${config.length}`,
    ],
    [config.width % config.heads !== 0, `width must be a multiple of heads, ${config.heads}: found ${config.width}`],
    [
      (config.width / config.heads) % 2 !== 0,
      `width / heads must be even, for rotary positions: found ${config.width / config.heads}`,
    ],
    [config.start !== undefined && config.from !== undefined, "either start or from can be given, not both"],
    [
      (config.steps === undefined) === (config.minutes === undefined),
      "either steps or minutes must be given, not both",
    ],
  ];
  return wrong.flatMap(([is, why]) => is ? [`Cannot train as ${why}`] : []);
}

const sentenceOf = (issue: v.BaseIssue<unknown>): string => {
  const at = v.getDotPath(issue as v.BaseIssue<never>) ?? "it";
  if (issue.expected === "never") { return `Cannot train as there is no setting ${at}`; }
  return issue.received === "undefined"
    ? `Cannot train as ${at} is missing`
    : `Cannot train as ${at} must be ${issue.expected ?? "valid"}: found ${issue.received}`;
};

/** Reads settings from anything, fills in the defaults of the training guide's recipe, or says all that is wrong. */
export function readTrainConfig(value: unknown): Either<TrainError, TrainConfig> {
  const parsed = v.safeParse(fields, value);
  if (!parsed.success) { return left({ _tag: "BadConfig", sentences: parsed.issues.map(sentenceOf) }); }
  const sentences = problems(parsed.output);
  const config = parsed.output;
  return sentences.length > 0
    ? left({ _tag: "BadConfig", sentences })
    : right({ ...config, loss: config.loss ?? defaultLoss(config.process) });
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value) || typeof value !== "object" || value === null
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([k, v]) => [k, sorted(v)]));

/** Does a text hold these settings, whatever their order? */
export const sameSettings = (json: string, config: TrainConfig): boolean => {
  const known = v.safeParse(v.pipe(v.string(), v.parseJson()), json);
  return known.success && JSON.stringify(sorted(known.output)) === JSON.stringify(sorted(config));
};
