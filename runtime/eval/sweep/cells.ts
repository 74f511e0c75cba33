import {
  buildSampler,
  hash,
  type Process,
  type Program,
  type SamplerEntry,
  samplerNamed,
  type SamplerSettings,
} from "../../../dsl/mod.ts";
import { canonical } from "../../../dsl/interpreters/canonical.ts";
import { fnv1a64 } from "../../../dsl/interpreters/hash.ts";
import { inBlocks } from "./in_blocks.ts";
import type { PlannedModel, PlannedSampler, SweepPlan } from "./plan.ts";
import { nfePerBlock, stepsWithin } from "./steps_within.ts";

/** One run of a sweep, as data that says all that its result depends on. */
export interface Cell {
  /** Name of the model in the plan. */ readonly model: string;
  /** The oracle or the checkpoint. */ readonly reference: string;
  /** Tells versions of its files apart. */ readonly version: string;
  readonly process: Process;
  readonly sampler: string;
  /** All knobs of the sampler. */ readonly settings: Partial<SamplerSettings>;
  /** Hash of the program. */ readonly program: string;
  /** Function evaluations a block that it was given; null where the plan gives steps or the model decides. */
  readonly budget: number | null;
  /** Null for samplers without one. */ readonly temperature: number | null;
  readonly seed: number;
  readonly texts: number;
  readonly length: number;
  readonly block: number;
  readonly judge: string;
  readonly judgeVersion: string;
  /** Folder of another tokenizer.json, where the plan names one. */ readonly tokenizer?: string;
  /** The same of the judge. */ readonly judgeTokenizer?: string;
  /** The judge's noise, where the plan names it. */ readonly judgeProcess?: Process;
  readonly engine: SweepPlan["engine"];
  readonly backend: SweepPlan["backend"];
}

/** A cell with its name. */
export interface NamedCell {
  /** Equal cells have equal ids, on every machine. */ readonly id: string;
  readonly cell: Cell;
}

/** 64 bits of a cell, as 16 hexadecimal digits. */
export const idOf = (cell: Cell): string => fnv1a64(canonical(cell));

/** The program of a cell. */
export const programOf = ({ sampler, settings, block }: Pick<Cell, "sampler" | "settings" | "block">): Program =>
  inBlocks(buildSampler(samplerNamed(sampler)!, settings), block);

/** Says which version of a model's or a judge's files there is. */
export type VersionOf = (reference: string) => string;

/** Function evaluations of a cell, at most: how long it will take. */
export const workOf = ({ sampler, settings, block, length, texts }: Cell): number =>
  nfePerBlock(samplerNamed(sampler)!, settings, { block, length }) * texts * length / block;

const noises: readonly (readonly ["masked" | "uniform", Process])[] = [["masked", "absorbing"], ["uniform", "uniform"]];

/** The cells of a plan, each once, in the plan's order. */
export const cellsOf = (plan: SweepPlan, versionOf: VersionOf): readonly NamedCell[] => {
  const cells = plan.models.flatMap((model) =>
    plan.samplers.flatMap((sampler) =>
      noises.filter(([noise]) => plan.processes.includes(noise)).flatMap(([noise, process]) =>
        knobsOf(sampler, plan).flatMap((knobs) => cellsWith(plan, { model, sampler, noise, process, knobs }, versionOf))
      )
    )
  );
  return [...new Map(cells.map((one) => [one.id, one])).values()];
};

interface Choice {
  readonly model: PlannedModel;
  readonly sampler: PlannedSampler;
  readonly noise: "masked" | "uniform";
  readonly process: Process;
  readonly knobs: Knobs;
}

const cellsWith = (plan: SweepPlan, choice: Choice, versionOf: VersionOf): readonly NamedCell[] => {
  const { model, sampler: { sampler }, noise, process, knobs } = choice;
  const reference = model[noise];
  if (reference === undefined || !isMeantFor(samplerNamed(sampler)!, process)) { return []; }
  const { texts, length, block, judge, judgeTokenizer, engine, backend } = plan;
  const program = hash(programOf({ sampler, settings: knobs.settings, block }));
  return plan.seeds.map((seed) => {
    const cell: Cell = {
      model: model.name,
      reference,
      version: versionWith(reference, model.tokenizer, versionOf),
      process,
      sampler,
      ...knobs,
      program,
      seed,
      texts,
      length,
      block,
      judge,
      judgeVersion: versionWith(judge, judgeTokenizer, versionOf),
      engine,
      backend,
      ...extrasOf(plan, model),
    };
    return { id: idOf(cell), cell };
  });
};

const versionWith = (reference: string, tokenizer: string | undefined, versionOf: VersionOf): string =>
  tokenizer === undefined ? versionOf(reference) : `${versionOf(reference)}+${versionOf(tokenizer)}`;

/** What a cell says only where the plan does: ids of other cells stay as they are. */
const extrasOf = ({ judgeTokenizer, judgeProcess }: SweepPlan, { tokenizer }: PlannedModel): Partial<Cell> => ({
  ...(tokenizer === undefined ? {} : { tokenizer }),
  ...(judgeTokenizer === undefined ? {} : { judgeTokenizer }),
  ...(judgeProcess === undefined ? {} : { judgeProcess: judgeProcess === "uniform" ? "uniform" : "absorbing" }),
});

const isMeantFor = ({ process }: SamplerEntry, wanted: Process): boolean =>
  process === undefined || [process].flat().includes(wanted);

type Knobs = Pick<Cell, "settings" | "budget" | "temperature">;

/** A sampler's knobs at every budget and temperature; budgets that buy nothing, or nothing more, are left out. */
const knobsOf = ({ sampler, settings }: PlannedSampler, plan: SweepPlan): readonly Knobs[] => {
  const entry = samplerNamed(sampler)!;
  const has = (knob: keyof SamplerSettings): boolean => knob in entry.parameters;
  const own = { ...entry.parameters, ...settings, ...(has("block") ? { block: plan.block } : {}) };
  return (has("temperature") ? plan.temperatures : [null]).flatMap((temperature): readonly Knobs[] => {
    const shaped = temperature === null ? own : { ...own, temperature };
    return has("steps")
      ? stepsOf(entry, shaped, plan).map(({ steps, budget }) => ({
        settings: { ...shaped, steps },
        budget,
        temperature,
      }))
      : [{ settings: shaped, budget: null, temperature }];
  });
};

interface Steps {
  readonly steps: number;
  readonly budget: number | null;
}

/** The plan's steps, or the most that fit into each of its budgets, each once. */
const stepsOf = (entry: SamplerEntry, settings: Partial<SamplerSettings>, plan: SweepPlan): readonly Steps[] => {
  const { nfe, steps, block, length } = plan;
  if (nfe === undefined) { return steps!.map((steps) => ({ steps, budget: null })); }
  const fitting = nfe.toSorted((a, b) => a - b).flatMap((budget): readonly Steps[] => {
    const most = stepsWithin(entry, settings, { nfe: budget, block, length });
    return most === null ? [] : [{ steps: most, budget }];
  });
  return fitting.filter(({ steps }, i) => steps !== fitting[i - 1]?.steps);
};
