import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import { type EngineChoice, engineNames } from "../../blockdit/choose.ts";
import type { BackendName } from "../../backends/backend.ts";
import type { SamplerSettings } from "../../../dsl/mod.ts";
import { planProblems } from "./plan_problems.ts";

/** A model of each noise, or of one; a checkpoint is of one. */
export interface PlannedModel {
  /** In results and pictures. */ readonly name: string;
  /** An oracle (`oracle`, `oracle:mini`, `oracle:FILE.txt`) or a checkpoint, for masked noise. */ readonly masked?:
    | string
    | undefined;
  /** The same for uniform noise. */ readonly uniform?: string | undefined;
  /** Folder of the tokenizer.json of checkpoints that were published without; their own unless said. */
  readonly tokenizer?: string | undefined;
}

/** A named sampler with knobs of one's own. */
export interface PlannedSampler {
  readonly sampler: string;
  readonly settings: Partial<SamplerSettings>;
}

/** Everything that a sweep runs: the product of models, noises, samplers, budgets, temperatures and seeds. */
export interface SweepPlan {
  readonly models: readonly PlannedModel[];
  readonly samplers: readonly PlannedSampler[];
  readonly processes: readonly ("masked" | "uniform")[];
  /** Function evaluations a block; or else `steps`. */ readonly nfe?: readonly number[] | undefined;
  /** Updates a block. */ readonly steps?: readonly number[] | undefined;
  readonly temperatures: readonly number[];
  /** The same for all cells, so that differences are between equal random numbers. */ readonly seeds:
    readonly number[];
  /** Texts of a cell. */ readonly texts: number;
  /** Tokens of a text. */ readonly length: number;
  /** Positions of a block. */ readonly block: number;
  /** Who judges: see `judgeKinds`. */ readonly judge: string;
  /** Folder of the tokenizer.json of a judging checkpoint that has none. */ readonly judgeTokenizer?:
    | string
    | undefined;
  /** The noise of a judging checkpoint that does not say it. */ readonly judgeProcess?:
    | "masked"
    | "uniform"
    | undefined;
  /** What computes checkpoints. */ readonly engine: EngineChoice;
  /** Where kernels run. */ readonly backend: BackendName | "auto";
}

const whole = (least: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
const some = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.nonEmpty());
const name = v.pipe(v.string(), v.nonEmpty());
const backends = ["auto", "webgpu", "webgl2", "headlessgl", "webasm", "cpu", "host"] as const;

const model = v.union([
  name,
  v.strictObject({ name, masked: v.optional(name), uniform: v.optional(name), tokenizer: v.optional(name) }),
]);
const sampler = v.union([
  name,
  v.strictObject({ sampler: name, settings: v.optional(v.record(v.string(), v.unknown()), {}) }),
]);

const fields = v.strictObject({
  models: v.optional(some(model), ["oracle"]),
  samplers: some(sampler),
  processes: v.optional(some(v.picklist(["masked", "uniform"])), ["masked", "uniform"]),
  nfe: v.optional(some(whole(1))),
  steps: v.optional(some(whole(1))),
  temperatures: v.optional(some(v.pipe(v.number(), v.finite(), v.minValue(0))), [1]),
  seeds: v.optional(some(whole(0)), [0]),
  texts: v.optional(whole(1), 16),
  length: v.optional(whole(1), 128),
  block: v.optional(whole(1), 16),
  judge: v.optional(name, "oracle"),
  judgeTokenizer: v.optional(name),
  judgeProcess: v.optional(v.picklist(["masked", "uniform"])),
  engine: v.optional(v.picklist(engineNames), "auto"),
  backend: v.optional(v.picklist(backends), "host"),
});

/** What is written to make a plan: only samplers and a budget, `nfe` or `steps`, have no default. */
export interface SweepOptions {
  /** Names of oracles, which have both noises, or a name with a checkpoint or an oracle of each; `["oracle"]`. */
  readonly models?: readonly (string | PlannedModel)[];
  /** Names of samplers, or a name with knobs of one's own, those of the plan (block, steps, temperature) left out. */
  readonly samplers: readonly (string | { readonly sampler: string; readonly settings?: Partial<SamplerSettings> })[];
  /** `["masked", "uniform"]`. */ readonly processes?: readonly ("masked" | "uniform")[];
  /** Function evaluations a block, whole numbers from 1; each sampler takes the most steps that fit. */
  readonly nfe?: readonly number[];
  /** Updates a block instead, whole numbers from 1. */ readonly steps?: readonly number[];
  /** From 0; `[1]`. */ readonly temperatures?: readonly number[];
  /** Whole numbers; `[0]`. */ readonly seeds?: readonly number[];
  /** Texts of a cell; 16. */ readonly texts?: number;
  /** Tokens of a text, a multiple of the block; 128. */ readonly length?: number;
  /** Positions of a block; 16. */ readonly block?: number;
  /** See `judgeKinds`; `oracle`. */ readonly judge?: string;
  /** Folder of the tokenizer.json of a judging checkpoint that has none. */ readonly judgeTokenizer?: string;
  /** The noise of a judging checkpoint that does not say it. */ readonly judgeProcess?: "masked" | "uniform";
  /** What computes checkpoints; `auto`. */ readonly engine?: EngineChoice;
  /** Where kernels run; `host`, so that results are the same on all machines. */
  readonly backend?: BackendName | "auto";
}

const sentenceOf = (issue: v.BaseIssue<unknown>): string => {
  const at = v.getDotPath(issue as v.BaseIssue<never>) ?? "the plan";
  if (issue.expected === "never") { return `Cannot plan a sweep as there is no setting ${at}`; }
  return issue.received === "undefined"
    ? `Cannot plan a sweep as ${at} is missing`
    : `Cannot plan a sweep as ${at} must be ${issue.expected ?? "valid"}: found ${issue.received}`;
};

/**
 * Reads a plan from data, `SweepOptions`; otherwise all that is wrong with it, a sentence each.
 *
 * @example What has no default
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { readPlan, type SweepOptions } from "blockgen/runtime";
 *
 * const options: SweepOptions = { samplers: ["arpc"], nfe: [3, 5] };
 * const plan = readPlan(options);
 * ok(plan._tag === "Right" && plan.right.judge === "oracle");
 * ok(readPlan({ samplers: ["arpc"] })._tag === "Left");
 * ```
 */
export const readPlan = (data: unknown): Either<readonly string[], SweepPlan> => {
  const read = v.safeParse(fields, data);
  if (!read.success) { return left(read.issues.map(sentenceOf)); }
  const plan: SweepPlan = {
    ...read.output,
    models: read.output.models.map((one) => typeof one === "string" ? { name: one, masked: one, uniform: one } : one),
    samplers: read.output.samplers.map((one) => typeof one === "string" ? { sampler: one, settings: {} } : one),
  };
  const problems = planProblems(plan);
  return problems.length > 0 ? left(problems) : right(plan);
};
