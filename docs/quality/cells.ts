import {
  buildSampler,
  check,
  describeProblem,
  hash,
  type Process,
  type Program,
  type SamplerEntry,
  type SamplerSettings,
} from "../../dsl/mod.ts";
import type { OracleKind } from "../../runtime/mod.ts";
import { budgeted } from "./budget.ts";
import { type Family, familyOf } from "./family.ts";
import { inBlocks } from "../../runtime/eval/sweep/in_blocks.ts";
import { predictionOf } from "../../runtime/eval/sweep/prediction_of.ts";
import { oracleFor } from "./oracle.ts";
import { block, plain, processes, type Scale } from "./setting.ts";

/** As the sampler's entry has it, or without sharpening. */
export type Variant = "published" | "plain";

/** One thing to measure: a sampler with all its knobs, on one kind of noise. */
export interface Cell {
  readonly sampler: string;
  readonly process: Process;
  readonly family: Family;
  /** Both where the sampler's own defaults sharpen nothing. */ readonly variants: readonly Variant[];
  /** Evaluations a block that it was given; null where the model decides. */ readonly budget: number | null;
  readonly settings: Partial<SamplerSettings>;
  /** What the oracle's predictions mean: what the program insists on, else leave-one-out. */
  readonly prediction: OracleKind;
  /** Hash of the program. */ readonly program: string;
}

/** A sampler that the oracle cannot serve, and why. */
export interface LeftOut {
  readonly sampler: string;
  readonly reason: string;
}

/** Everything to measure, and what cannot be. */
export interface Plan {
  readonly cells: readonly Cell[];
  readonly leftOut: readonly LeftOut[];
}

/** The program of a cell. */
export const programOf = (entry: SamplerEntry, settings: Partial<SamplerSettings>): Program =>
  inBlocks(buildSampler(entry, settings), block);

/** The cells of a registry. */
export const planOf = async (entries: readonly SamplerEntry[], scale: Scale): Promise<Plan> => {
  const plans: Plan[] = [];
  for (const entry of entries) { plans.push(await planOfEntry(entry, scale)); }
  return { cells: plans.flatMap(({ cells }) => cells), leftOut: plans.flatMap(({ leftOut }) => leftOut) };
};

const planOfEntry = async (entry: SamplerEntry, scale: Scale): Promise<Plan> => {
  const program = programOf(entry, entry.parameters);
  const meant = [entry.process ?? processes].flat();
  const prediction = predictionOf(program);
  const complaints: string[] = [];
  const fitting: Process[] = [];
  for (const process of meant) {
    const { abilities } = await oracleFor(process, prediction);
    const problems = check(program, abilities, { length: scale.length });
    if (problems.length === 0) { fitting.push(process); }
    complaints.push(...problems.filter((one) => one._tag !== "WrongProcess").map(describeProblem));
  }
  const cells = fitting.flatMap((process) =>
    settingsOf(entry, scale).map((one) => ({
      ...one,
      sampler: entry.name,
      process,
      family: familyOf(program),
      prediction,
    }))
  );
  const reason = [...new Set(complaints)].join("; ");
  return { cells, leftOut: cells.length > 0 ? [] : [{ sampler: entry.name, reason }] };
};

type Setting = Pick<Cell, "variants" | "budget" | "settings" | "program">;

/** The sampler's own knobs, then those without sharpening; one cell where they make the same program. */
const settingsOf = (entry: SamplerEntry, scale: Scale): readonly Setting[] => {
  const hashed = (given: Partial<SamplerSettings>) =>
    budgeted(entry, given, scale).map((one) => ({ ...one, program: hash(programOf(entry, one.settings)) }));
  const known = Object.entries(plain).filter(([knob]) => knob in entry.parameters);
  const own = hashed({});
  const bare = "temperature" in entry.parameters ? hashed(Object.fromEntries(known)) : [];
  const isBare = (one: { program: string }): boolean => bare.some(({ program }) => program === one.program);
  return [
    ...own.map((one): Setting => ({ ...one, variants: isBare(one) ? ["published", "plain"] : ["published"] })),
    ...bare.filter(({ program }) => !own.some((one) => one.program === program))
      .map((one): Setting => ({ ...one, variants: ["plain"] })),
  ];
};
