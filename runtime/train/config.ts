import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import type { TrainError } from "./errors.ts";
import type { LossType } from "./objectives/loss_type.ts";
import { optimizerDefaults } from "./optimizer.ts";

const LOSSES: { readonly [L in LossType]: 1 } = { elbo: 1, ce: 1, "ce-noisy": 1, "low-variance": 1, evidence: 1 };

const whole = (least: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const loss = v.picklist(Object.keys(LOSSES) as LossType[]);

const shares = v.array(v.strictObject({ size: whole(1), weight: positive }));

const fields = v.strictObject({
  /** Name of a corpus, or the path of a text. */ corpus: v.pipe(v.string(), v.nonEmpty()),
  process: v.optional(v.picklist(["absorbing", "uniform"]), "absorbing"),
  /** Shares of block sizes; each divides the largest, which divides the length. */
  blocks: v.optional(v.pipe(shares, v.nonEmpty()), [{ size: 1, weight: 0.25 }, { size: 16, weight: 0.75 }]),
  /** Fixed shares of each batch's rows, or one size drawn a step. */
  mixing: v.optional(v.picklist(["stratified", "drawn"]), "stratified"),
  /** Of every block size that is no special case; without it, the process' own (`defaultLoss`). */ loss: v.optional(
    loss,
  ),
  /** Losses of single block sizes, `{ "1": "ce" }`. */
  special: v.optional(v.record(v.pipe(v.string(), v.regex(/^[1-9]\d*$/)), loss), { 1: "ce" }),
  /** Block sizes at which the input is all noise. */ pureNoise: v.optional(v.array(whole(1)), [1]),
  schedule: v.optional(v.picklist(["log-linear", "cosine"]), "log-linear"),
  /** Signal left at t = 1. */ scheduleEps: v.optional(share, 1e-3),
  /** Smallest time drawn. */ timeEps: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 1e-3),
  timePer: v.optional(v.picklist(["block", "row"]), "block"),
  times: v.optional(v.picklist(["stratified", "independent"]), "stratified"),
  /** Tokens that a tokenizer is learned for (without a mask). */ vocabulary: v.optional(whole(2), 511),
  /** Width of the network. */ width: v.optional(whole(2), 96),
  layers: v.optional(whole(1), 4),
  heads: v.optional(whole(1), 2),
  /** Rows of a batch. */ rows: v.optional(whole(1), 8),
  /** Tokens of a row. */ length: v.optional(whole(1), 128),
  /** Highest learning rate. */ rate: v.optional(positive, 3e-3),
  /** Steps to reach it. */ warmup: v.optional(whole(0), 60),
  /** BlockShare of it that is left at the end. */ floor: v.optional(share, 0.05),
  /** Weight decay of matrices. */
  decay: v.optional(v.pipe(v.number(), v.minValue(0), v.finite()), optimizerDefaults.decay),
  /** Longest gradient. */ clip: v.optional(positive, optimizerDefaults.clip),
  /** Largest decay of the moving average. */ ema: v.optional(v.pipe(share, v.ltValue(1)), optimizerDefaults.ema),
  seed: v.optional(whole(0), 0),
  /** Updates to make; either these or `minutes`. */ steps: v.optional(whole(1)),
  /** Training time; the decay of the rate then follows the clock, and a resumed run is not bit-identical. */
  minutes: v.optional(positive),
  /** Updates between evaluations. */ evalEvery: v.optional(whole(1), 250),
  /** Seconds between checkpoints. */ checkpointEvery: v.optional(positive, 120),
});

/** Everything that decides what a run does; plain data, stored beside its result. */
export type TrainConfig = Omit<v.InferOutput<typeof fields>, "loss"> & { readonly loss: LossType };

/** What is written to make a `TrainConfig`: everything but the corpus has a default. */
export type TrainOptions = v.InferInput<typeof fields>;

/** Cross-entropy at masks for absorbing noise; for uniform noise the one that trains leave-one-out predictions. */
export const defaultLoss = (process: "absorbing" | "uniform"): LossType => process === "absorbing" ? "ce" : "evidence";

/** Losses of uniform noise that are for evaluation: the compiled step trains weighted cross-entropies (`weightedForm`). */
const unweighted = (config: v.InferOutput<typeof fields>): LossType | undefined => {
  const used = [config.loss ?? defaultLoss(config.process), ...Object.values(config.special)];
  return config.process === "absorbing" ? undefined : used.find((one) => one === "elbo" || one === "low-variance");
};

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
    [
      unweighted(config) !== undefined,
      `the loss ${
        unweighted(config)
      } of uniform noise is there for evaluation only: use evidence, which trains the same prediction`,
    ],
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
