import { derivative } from "../../dsl/expression/derivative.ts";
import { cosine, logLinear } from "../../dsl/schedules/mod.ts";
import { levelAt } from "../../runtime/exact/evaluate.ts";
import { absorbing, uniformPlugIn } from "../../runtime/exact/posterior.ts";
import { expectedVariation, normalised, totalVariation } from "../support/statistics.ts";
import { type KernelInput, kernelPosterior } from "./kernel_posterior.ts";
import { allNear, type Case, caseOf, type SetReport } from "./report.ts";

/** The parts of posterior.json that are read. */
export interface PosteriorSet {
  readonly schedules?: readonly ScheduleCase[];
  readonly posterior?: readonly PosteriorCase[];
  readonly fast_sampler?: readonly FastSamplerCase[];
}

interface ScheduleCase {
  readonly type: string;
  readonly eps: number;
  readonly t: readonly number[];
  readonly alpha: readonly number[];
  readonly alpha_prime: readonly number[];
}

interface PosteriorInput {
  readonly process: "absorbing" | "uniform";
  readonly vocab_size: number;
  readonly alpha_s: number;
  readonly alpha_t: number;
  readonly xt: readonly number[];
  readonly x0_probs: readonly (readonly number[])[];
}

interface PosteriorCase extends PosteriorInput {
  readonly probs: readonly (readonly number[])[];
}

interface FastSamplerCase extends PosteriorInput {
  readonly noise_removal_step: boolean;
  readonly N: number;
  readonly counts: readonly (readonly number[])[];
  readonly posterior_probs: readonly (readonly number[])[];
}

/** The noise schedule of a name in golden data. */
export const scheduleOf = (type: string, eps: number) =>
  type === "cosine" ? cosine(eps) : type === "log-linear" ? logLinear(eps) : null;

const scheduleCase = (golden: ScheduleCase, n: number): Case => {
  const schedule = scheduleOf(golden.type, golden.eps);
  const name = `schedule ${n} (${golden.type})`;
  if (schedule === null) return caseOf(name, [`no schedule is called ${golden.type}`]);
  const slope = derivative(schedule.formula);
  return caseOf(name, [
    ...allNear("alpha", golden.t.map((t) => levelAt(schedule.formula, t)), golden.alpha, 1e-9),
    ...allNear("alpha_prime", golden.t.map((t) => levelAt(slope, t)), golden.alpha_prime, 1e-9),
  ]);
};

const inputOf = (golden: PosteriorInput): KernelInput => {
  const vocabulary = golden.process === "absorbing" ? golden.vocab_size - 1 : golden.vocab_size;
  return {
    process: golden.process,
    vocabulary,
    alphaT: golden.alpha_t,
    alphaS: golden.alpha_s,
    current: golden.xt,
    prediction: golden.x0_probs.map((row) => row.slice(0, vocabulary)),
  };
};

/** The next token's distribution at each position, by the formulas of `exact`. */
const exactPosterior = (input: KernelInput): readonly (readonly number[])[] => {
  const formula = input.process === "absorbing" ? absorbing : uniformPlugIn;
  return input.current.map((current, i) => formula(input.prediction[i]!.map(Math.log), current, input));
};

const compareRows = (what: string, got: readonly (readonly number[])[], want: readonly (readonly number[])[]) =>
  want.flatMap((row, i) => allNear(`${what}[${i}]`, got[i]!, row, 1e-9));

const posteriorCase = (golden: PosteriorCase, n: number): Case =>
  caseOf(`posterior ${n} (${golden.process})`, [
    ...compareRows("exact", exactPosterior(inputOf(golden)), golden.probs),
    ...compareRows("kernel", kernelPosterior(inputOf(golden)), golden.probs),
  ]);

const distribution = (weights: readonly number[]) =>
  normalised(new Map(weights.map((weight, token) => [token, weight])));

/** Their histogram against our formula: four times the distance that chance alone leaves on average is far beyond chance. */
const fastSamplerCase = (golden: FastSamplerCase, n: number): Case => {
  const input = inputOf(golden.noise_removal_step ? { ...golden, alpha_s: 1 } : golden);
  const ours = exactPosterior(input);
  const far = ours.flatMap((row, i) => {
    const distance = totalVariation(distribution(golden.counts[i]!), distribution(row));
    const limit = 4 * expectedVariation(row, golden.N) + 1e-12;
    return distance <= limit ? [] : [`position ${i}: total variation ${distance} above ${limit}`];
  });
  return caseOf(`fast sampler ${n} (${golden.process})`, [
    ...compareRows("exact", ours, golden.posterior_probs),
    ...compareRows("kernel", kernelPosterior(input), golden.posterior_probs),
    ...far,
  ]);
};

/** Schedules, their derivatives, and the posterior of both processes. */
export const checkPosterior = (golden: PosteriorSet): SetReport => ({
  set: "posterior",
  groups: [
    { name: "schedules", cases: (golden.schedules ?? []).map(scheduleCase) },
    { name: "posteriors", cases: (golden.posterior ?? []).map(posteriorCase) },
    { name: "fast samplers", cases: (golden.fast_sampler ?? []).map(fastSamplerCase) },
  ],
});
