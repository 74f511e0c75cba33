import {
  buildSampler,
  type Process,
  type Program,
  type SamplerEntry,
  type SamplerKnob,
  samplerNamed,
  samplers,
  type SamplerSettings,
  type ScoreName,
  scoreNames,
} from "blockgen/dsl";
import { hasCorrect, withoutCorrect } from "../program/without_correct.ts";
import { element } from "./element.ts";
import { choice, type Field, number, toggle } from "./fields.ts";

/** What one side runs. */
export interface Pipeline {
  readonly program: Program;
  readonly process: Process;
}

/** The form of one side: a named sampler, its knobs, the noise process, a switch if there is something to correct. */
export interface SamplerForm {
  readonly form: HTMLFormElement;
  readonly pipeline: () => Pipeline;
}

type NumberKnob = Exclude<SamplerKnob, "by">;

const KNOBS: Readonly<Record<NumberKnob, { readonly text: string; readonly min: number; readonly step?: number }>> = {
  block: { text: "block size", min: 1 },
  steps: { text: "steps", min: 1 },
  temperature: { text: "temperature", min: 0, step: 0.1 },
  every: { text: "correct every", min: 1 },
  warmup: { text: "steps before", min: 0 },
  arTokens: { text: "AR tokens", min: 0 },
  topP: { text: "nucleus", min: 0, step: 0.05 },
  eta: { text: "eta", min: 0, step: 0.001 },
  threshold: { text: "threshold", min: 0, step: 0.05 },
  gamma: { text: "entropy budget", min: 0, step: 0.05 },
  kappa: { text: "kappa", min: 0, step: 0.01 },
  sweeps: { text: "corrections", min: 0 },
  factor: { text: "factor", min: 0, step: 0.1 },
  low: { text: "low threshold", min: 0, step: 0.05 },
  pickTemperature: { text: "noise on the order", min: 0, step: 0.5 },
};

const knobField = (entry: SamplerEntry, knob: SamplerKnob): Field<number | ScoreName> => {
  if (knob === "by") {
    const names = scoreNames.map((value) => ({
      value,
      text: value.startsWith("dist-") || value === "random" ? value : `ar ${value}`,
    }));
    return choice("score", knob, names, entry.parameters.by!);
  }
  const { text, ...range } = KNOBS[knob];
  return number(text, knob, ({ ...entry.parameters, ...entry.quick })[knob]!, range);
};

/** Builds it; `onChange` is told by which field. */
export const samplerForm = (title: string, chosen: string, onChange: (field: string) => void): SamplerForm => {
  const sampler = choice("sampler", "sampler", samplers.map(({ name }) => ({ value: name, text: name })), chosen);
  const process = choice<Process>("noise", "process", [
    { value: "absorbing", text: "masks" },
    { value: "uniform", text: "random tokens" },
  ], "absorbing");
  const knobs = element("div", { class: "knobs" });
  const summary = element("p", { class: "summary" });
  const form = element("form", { "aria-label": title }, sampler.label, process.label, knobs, summary);
  let fields: readonly [SamplerKnob, Field<number | ScoreName>][] = [];
  const corrects = toggle("correct", "correct", true);
  const chosenEntry = (): SamplerEntry => samplerNamed(sampler.value())!;
  const refill = (): void => {
    const entry = chosenEntry();
    fields = (Object.keys(entry.parameters) as SamplerKnob[]).map((knob) => [knob, knobField(entry, knob)]);
    const switches = hasCorrect(buildSampler(entry)) ? [corrects.label] : [];
    knobs.replaceChildren(...fields.map(([, field]) => field.label), ...switches);
    summary.textContent = `${entry.name}: ${entry.summary}. ${entry.paper}.`;
  };
  refill();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const field = (event.target as HTMLInputElement).name;
    if (field === "sampler") { refill(); }
    onChange(field);
  });
  const pipeline = (): Pipeline => {
    const settings = Object.fromEntries(fields.map(([knob, field]) => [knob, field.value()])) as Partial<
      SamplerSettings
    >;
    const program = buildSampler(chosenEntry(), settings);
    return { program: corrects.value() ? program : withoutCorrect(program), process: process.value() };
  };
  return { form, pipeline };
};
