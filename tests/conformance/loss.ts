import {
  crossEntropy,
  crossEntropyNoisy,
  isPureNoise,
  jensenBound,
  logSumExpBound,
  lossAt,
  type LossType,
  maskedElbo,
  maskedElboLowVariance,
  type PositionLoss,
  postProcess,
  reduceLoss,
  uniformElbo,
  uniformElboLowVariance,
} from "../../runtime/train/objectives/mod.ts";
import type { Process } from "../../dsl/mod.ts";
import { derivative } from "../../dsl/mod.ts";
import { levelAt } from "../../runtime/exact/evaluate.ts";
import { scheduleOf } from "./posterior.ts";
import { allNear, type Case, caseOf, near, type SetReport } from "./report.ts";

type Matrix = readonly (readonly number[])[];
type Cube = readonly Matrix[];

/** The parts of loss.json that are read. */
export interface LossSet {
  readonly post_processing?: readonly PostProcessingCase[];
  readonly nll?: readonly NllCase[];
  readonly ce?: readonly CeCase[];
  readonly loss_type_selection?: readonly SelectionCase[];
  readonly pure_noise?: readonly PureNoiseCase[];
  readonly reduction?: readonly ReductionCase[];
  readonly validation_combination?: readonly CombinationCase[];
}

interface PostProcessingCase {
  readonly process: Process;
  readonly temperature: number;
  readonly mask_index?: number;
  readonly xt: Matrix;
  readonly logits: Cube;
  readonly log_probs: Cube;
  readonly logits_mode?: Cube;
}

interface Predicted {
  readonly process: Process;
  readonly x0: Matrix;
  readonly xt: Matrix;
  readonly log_x_theta: Cube;
}

interface NllCase extends Predicted {
  readonly noise?: string;
  readonly noise_eps?: number;
  readonly t: readonly number[];
  readonly alpha_t: readonly number[];
  readonly dalpha_t: readonly number[];
  readonly elbo_nll: Matrix;
  readonly low_var_nll: Matrix;
}

interface CeCase extends Predicted {
  readonly ce: Matrix;
  readonly "ce-noisy": Matrix;
}

interface SelectionCase {
  readonly loss_type: LossType;
  readonly special_cases: readonly (number | string)[];
  readonly block_size: number;
  readonly train: boolean;
  readonly selected: string;
}

interface PureNoiseCase {
  readonly pure_noise_block_sizes: readonly number[];
  readonly block_size: number;
  readonly train: boolean;
  readonly pure_noise: boolean;
}

interface ReductionCase {
  readonly per_token_nll: Matrix;
  readonly valid_tokens: Matrix;
  readonly nlls: number;
  readonly num_tokens: number;
  readonly loss: number;
}

interface CombinationCase {
  readonly block_weights: readonly number[];
  readonly nlls: Readonly<Record<string, number>>;
  readonly num_tokens: number;
  readonly [mode: string]: unknown;
}

const TOLERANCE = 1e-9;
/** Of sums that the original takes of float32 numbers. */
const SINGLE = 1e-8;

const allNearIn = (what: string, got: Cube, want: Cube): readonly string[] =>
  want.flatMap((rows, b) => rows.flatMap((row, i) => allNear(`${what}[${b}][${i}]`, got[b]![i]!, row, TOLERANCE)));

const processed = (golden: PostProcessingCase, normalise: boolean): Cube =>
  golden.logits.map((rows, b) =>
    rows.map((logits, i) => {
      const { process, temperature, mask_index: mask } = golden;
      const options = { process, temperature, normalise, xt: golden.xt[b]![i]! };
      return [...postProcess(logits, mask === undefined ? options : { ...options, mask })];
    })
  );

const postProcessingCase = (golden: PostProcessingCase, n: number): Case =>
  caseOf(`post-processing ${n} (${golden.process})`, [
    ...allNearIn("log_probs", processed(golden, true), golden.log_probs),
    ...(golden.logits_mode === undefined ? [] : allNearIn("logits", processed(golden, false), golden.logits_mode)),
  ]);

const losses = (loss: PositionLoss, { x0, xt, log_x_theta: logP }: Predicted, levels: Partial<NllCase> = {}): Matrix =>
  x0.map((row, b) => {
    const [alpha, slope] = [levels.alpha_t?.[b] ?? 1, levels.dalpha_t?.[b] ?? 0];
    return row.map((clean, i) => loss(logP[b]![i]!, { x0: clean, xt: xt[b]![i]!, alpha, slope }));
  });

/** The levels and slopes of the schedule that the case names. */
const levels = (golden: NllCase): readonly string[] => {
  const schedule = scheduleOf(golden.noise ?? "", golden.noise_eps ?? 0);
  if (schedule === null) return [];
  const slope = derivative(schedule.formula);
  return [
    ...allNear("alpha_t", golden.t.map((t) => levelAt(schedule.formula, t)), golden.alpha_t, TOLERANCE),
    ...allNear("dalpha_t", golden.t.map((t) => levelAt(slope, t)), golden.dalpha_t, TOLERANCE),
  ];
};

const nllCase = (golden: NllCase, n: number): Case => {
  const absorbing = golden.process === "absorbing";
  const elbo = losses(absorbing ? maskedElbo : uniformElbo, golden, golden);
  const lowVariance = losses(absorbing ? maskedElboLowVariance : uniformElboLowVariance, golden, golden);
  return caseOf(`nll ${n} (${golden.process})`, [
    ...levels(golden),
    ...allNearIn("elbo_nll", [elbo], [golden.elbo_nll]),
    ...allNearIn("low_var_nll", [lowVariance], [golden.low_var_nll]),
  ]);
};

const ceCase = (golden: CeCase, n: number): Case =>
  caseOf(`ce ${n} (${golden.process})`, [
    ...allNearIn("ce", [losses(crossEntropy, golden)], [golden.ce]),
    ...allNearIn("ce-noisy", [losses(crossEntropyNoisy, golden)], [golden["ce-noisy"]]),
  ]);

/** `[1, "ce", 4, "elbo"]` as a table. */
const specialOf = (flat: readonly (number | string)[]): Record<number, LossType> =>
  Object.fromEntries(flat.flatMap((size, i) => (i % 2 === 0 ? [[size, flat[i + 1] as LossType]] : [])));

const selectionCase = (golden: SelectionCase, n: number): Case => {
  const choice = { loss: golden.loss_type, special: specialOf(golden.special_cases) };
  const found = lossAt(choice, golden.block_size, golden.train ? "train" : "eval");
  return caseOf(`loss type ${n}`, found === golden.selected ? [] : [`wanted ${golden.selected}, found ${found}`]);
};

const pureNoiseCase = (golden: PureNoiseCase, n: number): Case => {
  const found = isPureNoise(golden.pure_noise_block_sizes, golden.block_size, golden.train ? "train" : "eval");
  return caseOf(`pure noise ${n}`, found === golden.pure_noise ? [] : [`found ${found}`]);
};

const reductionCase = (golden: ReductionCase, n: number): Case => {
  const { nll, tokens, loss } = reduceLoss(golden.per_token_nll.flat(), golden.valid_tokens.flat());
  return caseOf(`reduction ${n}`, [
    ...near("nlls", nll, golden.nlls, TOLERANCE),
    ...near("num_tokens", tokens, golden.num_tokens, 0),
    ...near("loss", loss, golden.loss, TOLERANCE),
  ]);
};

/** k draws whose mean is the listed one, as the file describes them. */
const drawsAround = (nll: number, k: number): readonly number[] =>
  Array.from({ length: k }, (_, j) => nll * (1 + 0.01 * (j - (k - 1) / 2)));

const combinationCase = (golden: CombinationCase, n: number): Case => {
  const modes = Object.keys(golden).filter((key) => /^(log-sum-exp|jensen)-\d+$/.test(key));
  const complaints = modes.flatMap((mode) => {
    const want = golden[mode] as { readonly nll_bound: number; readonly loss: number };
    const k = Number(/\d+$/.exec(mode)![0]);
    const components = golden.block_weights.map((weight, i) => ({
      // The original keeps its weights in float32, which shows in the eighth digit.
      weight: Math.fround(weight),
      draws: drawsAround(golden.nlls[2 ** i] ?? NaN, k),
    }));
    const bound = (mode.startsWith("jensen") ? jensenBound : logSumExpBound)(components);
    return [
      ...near(`${mode} nll_bound`, bound, want.nll_bound, SINGLE),
      ...near(`${mode} loss`, bound / golden.num_tokens, want.loss, SINGLE),
    ];
  });
  return caseOf(`combination ${n}`, modes.length === 0 ? ["it names no mode"] : complaints);
};

/** Post-processing, every training and validation loss, their choice by block size, and the bounds of a mixture. */
export const checkLoss = (golden: LossSet): SetReport => ({
  set: "loss",
  groups: [
    { name: "post-processing", cases: (golden.post_processing ?? []).map(postProcessingCase) },
    { name: "nll", cases: (golden.nll ?? []).map(nllCase) },
    { name: "ce", cases: (golden.ce ?? []).map(ceCase) },
    { name: "loss types", cases: (golden.loss_type_selection ?? []).map(selectionCase) },
    { name: "pure noise", cases: (golden.pure_noise ?? []).map(pureNoiseCase) },
    { name: "reductions", cases: (golden.reduction ?? []).map(reductionCase) },
    { name: "mixture bounds", cases: (golden.validation_combination ?? []).map(combinationCase) },
  ],
});
