import { samplerNamed, samplers, type SamplerSettings, scoreNames } from "../../../dsl/mod.ts";
import { isWithin, knobRanges, rangeWords } from "../../knob_ranges.ts";
import type { PlannedModel, PlannedSampler, SweepPlan } from "./plan.ts";

/** Whether something is wrong, and the end of the sentence that says it. */
type Problem = readonly [wrong: boolean, why: string];

/** What does not fit together in a plan whose fields are fine, a sentence each. */
export const planProblems = (plan: SweepPlan): readonly string[] => {
  const wrong: readonly Problem[] = [
    [(plan.nfe === undefined) === (plan.steps === undefined), "either nfe or steps must be given, not both"],
    [plan.length % plan.block !== 0, `length must be a multiple of the block, ${plan.block}: found ${plan.length}`],
    ...plan.models.flatMap((one) => modelProblems(one, plan)),
    ...judgeProblems(plan),
    ...plan.samplers.map(samplerProblem),
  ];
  return wrong.flatMap(([is, why]) => is ? [`Cannot plan a sweep as ${why}`] : []);
};

const isOracle = (place: string | undefined): boolean => /^oracle(?::|$)/.test(place ?? "");

/** A network was trained with one noise: under the other its texts mean nothing, and nothing in its tensors tells. */
const twoNoises = (one: PlannedModel): Problem => {
  const at = JSON.stringify(one.masked);
  const name = JSON.stringify(one.name === one.masked ? "mine" : one.name);
  return [
    one.masked !== undefined && one.masked === one.uniform && !isOracle(one.masked),
    `only oracles are models of both noises: found ${at}; write { "name": ${name}, "masked": ${at} }, ` +
    `or "uniform" there if that is its noise`,
  ];
};

const modelProblems = (one: PlannedModel, { processes }: SweepPlan): readonly Problem[] => [
  twoNoises(one),
  [
    processes.every((process) => one[process] === undefined),
    `model ${one.name} must have one of the processes: ${processes.join(", ")}`,
  ],
  [
    one.tokenizer !== undefined && [one.masked, one.uniform].some(isOracle),
    `the tokenizer of model ${one.name} must be left out: it is for checkpoints, and an oracle has its own`,
  ],
];

const judgeProblems = ({ judge, judgeTokenizer, judgeProcess }: SweepPlan): readonly Problem[] => [
  [
    judgeTokenizer !== undefined && !/^(?:checkpoint|onnx):/.test(judge),
    `judgeTokenizer is for judges that are checkpoints: found the judge ${judge}`,
  ],
  [
    judgeProcess !== undefined && !judge.startsWith("checkpoint:"),
    `judgeProcess is for judges that are checkpoints: found the judge ${judge}`,
  ],
];

/** Knobs that the plan turns for all samplers alike, and its fields for them. */
const governed: Partial<Record<string, string>> = {
  block: "block",
  steps: "nfe or steps",
  temperature: "temperatures",
};

const samplerProblem = ({ sampler, settings }: PlannedSampler): Problem => {
  const entry = samplerNamed(sampler);
  if (entry === undefined) {
    const known = samplers.map((one) => one.name).join(", ");
    return [true, `samplers must have names: found ${sampler}, known are ${known}`];
  }
  const knobs = Object.keys(entry.parameters);
  const sentences = Object.entries(settings).flatMap(([knob, value]) => knobProblem(sampler, knobs, knob, value) ?? []);
  return [sentences.length > 0, sentences[0] ?? ""];
};

/** What is wrong with one setting of a sampler, or null. */
const knobProblem = (sampler: string, knobs: readonly string[], knob: string, value: unknown): string | null => {
  const field = governed[knob];
  if (!knobs.includes(knob)) { return `${sampler} must have the knob ${knob}: it has ${knobs.join(", ")}`; }
  if (field !== undefined) { return `${knob} of ${sampler} is the plan's: write ${field} there, not in settings`; }
  const found = `found ${JSON.stringify(value)}`;
  if (knob === "by") {
    const known = scoreNames.some((name) => name === value);
    return known ? null : `by of ${sampler} must be one of ${scoreNames.join(", ")}: ${found}`;
  }
  const range = knobRanges[knob as Exclude<keyof SamplerSettings, "by">];
  return isWithin(value, range) ? null : `${knob} of ${sampler} must be ${rangeWords(range)}: ${found}`;
};
