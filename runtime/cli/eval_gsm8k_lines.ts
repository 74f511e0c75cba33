import type { Interval } from "../eval/bootstrap.ts";
import type { Comparison, Gsm8kRecord, Gsm8kResult } from "../eval/gsm8k/mod.ts";
import type { ProportionInterval } from "../eval/proportion.ts";
import type { EvaluatedSampler } from "./eval_gsm8k_samplers.ts";

/** What one sampler reached. */
export interface SamplerReport extends Omit<EvaluatedSampler, "program"> {
  readonly problems: number;
  readonly correct: number;
  /** With its 95 % percentile bootstrap interval. */ readonly accuracy: Interval;
  readonly wilson: ProportionInterval;
  readonly nfePerProblem: number;
  /** How programs ended, most frequent first. */ readonly ended: Readonly<Record<string, number>>;
  /** Why problems had no prompt, most frequent first. */ readonly noPrompt: Readonly<Record<string, number>>;
  /** Where its records are. */ readonly file: string | null;
}

/** What `eval gsm8k` found. */
export interface Gsm8kReport {
  readonly model: string;
  readonly engine: string;
  readonly problems: string;
  readonly seed: number;
  readonly majority: { readonly answer: string; readonly accuracy: number };
  /** What to know before reading the numbers, in sentences. */ readonly notices: readonly string[];
  readonly samplers: readonly SamplerReport[];
  /** The first sampler against each other one. */
  readonly differences: readonly (Comparison & { readonly first: string; readonly second: string })[];
}

const counted = (values: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
};

/** One sampler's part of the report. */
export const samplerReport = (
  { program: _program, ...sampler }: EvaluatedSampler,
  { records, accuracy, wilson, nfe }: Gsm8kResult,
  file: string | null,
): SamplerReport => {
  const without = records.filter(({ ended }) => ended === "NoPrompt");
  return {
    ...sampler,
    problems: records.length,
    correct: records.filter(({ correct }) => correct).length,
    accuracy,
    wilson,
    nfePerProblem: nfe / Math.max(1, records.length - without.length),
    ended: counted(records.map(({ ended, reason }: Gsm8kRecord) => ended === "Raised" ? reason : ended)),
    noPrompt: counted(without.map(({ reason }) => reason)),
    file,
  };
};

const points = (x: number): string => (100 * x).toFixed(1);
const signed = (x: number): string => `${x < 0 ? "-" : "+"}${points(Math.abs(x))}`;
const span = ({ low, high }: ProportionInterval, write: (x: number) => string): string =>
  `${write(low)} to ${write(high)}`;

const standIn = (reason: string): string => reason.includes("no token for") ? "; --replace names a stand-in" : "";

const samplerLines = (report: SamplerReport, majority: number): readonly string[] => {
  const { name, steps, nfePerBlock, problems, correct, accuracy, wilson, ended, noPrompt, file } = report;
  const [reason] = Object.keys(noPrompt);
  const lacking = Object.values(noPrompt).reduce((sum, count) => sum + count, 0);
  return [
    `${name}${steps === null ? "" : `, ${steps} steps`}: ${nfePerBlock} NFE a block, ${
      report.nfePerProblem.toFixed(1)
    } a problem`,
    `  accuracy  ${points(accuracy.value)} % (${correct} of ${problems}), 95 %: ${
      span(accuracy, points)
    } by bootstrap, ${span(wilson, points)} by Wilson; always the same answer: ${points(majority)} %`,
    `  programs  ${Object.entries(ended).map(([how, count]) => `${how} ${count}`).join(", ")}`,
    ...(reason === undefined
      ? []
      : [`  no prompt for ${lacking} of ${problems}, most often as ${reason}${standIn(reason)}`]),
    ...(file === null ? [] : [`  records   ${file}`]),
  ];
};

/** The report for a human. */
export const gsm8kLines = ({ model, engine, problems, seed, majority, samplers, differences }: Gsm8kReport) => [
  `${model} (${engine}) on ${problems}, seed ${seed}`,
  ...samplers.flatMap((sampler) => samplerLines(sampler, majority.accuracy)),
  ...differences.map(({ first, second, difference, newcombe, only }) =>
    `${first} - ${second}  ${signed(difference.value)} points, 95 %: ${span(difference, signed)} by paired bootstrap, ${
      span(newcombe, signed)
    } unpaired (Newcombe); ${only[0]} problems only ${first}, ${only[1]} only ${second}`
  ),
];
