import type { SweepOptions } from "../../runtime/eval/sweep/plan.ts";

/** How much is measured. */
export interface Scale {
  readonly name: "full" | "quick";
  /** Function evaluations a block; ancestral sampling takes as many steps, ARPC half as many. */
  readonly nfe: readonly number[];
  /** Tokens of a text. */ readonly length: number;
  /** Texts of a cell. */ readonly texts: number;
  /** At temperature 1. */ readonly seeds: readonly number[];
  /** Colder ones, which make samplers comparable at equal entropy: the frontier. */
  readonly temperatures: readonly number[];
  /** Budgets that have these temperatures. */ readonly frontier: readonly number[];
  /** How many of the seeds have them, the first ones. */ readonly frontierSeeds: number;
  /** Options of the networks' training. */ readonly training: Readonly<Record<string, number>>;
}

/** Under an hour on two cores. */
export const full: Scale = {
  name: "full",
  nfe: [3, 5, 9, 17, 33, 65],
  length: 128,
  texts: 32,
  seeds: [1, 2, 3, 4, 5],
  temperatures: [0.25, 0.4, 0.55, 0.7, 0.85],
  frontier: [5, 9, 33],
  frontierSeeds: 2,
  training: { steps: 4000, width: 64, layers: 4, heads: 2, rows: 8, length: 128 },
};

/** A look in five minutes. */
export const quick: Scale = {
  name: "quick",
  nfe: [3, 5, 9, 17, 33, 65],
  length: 64,
  texts: 16,
  seeds: [1, 2],
  temperatures: [0.4, 0.7],
  frontier: [5, 9, 33],
  frontierSeeds: 1,
  training: { steps: 500, width: 64, layers: 3, heads: 2, rows: 8, length: 128 },
};

/** One seed at temperature 1: another judge's look at the same texts. */
export const glance = (scale: Scale): Scale => ({ ...scale, seeds: scale.seeds.slice(0, 1), temperatures: [] });

/** Positions of a block, as in the paper. */
export const block = 16;

/** A model of each noise, and who judges its texts. */
export interface Judged {
  readonly name: string;
  readonly masked: string;
  readonly uniform: string;
  readonly judge: string;
}

/** The sweeps of a model: all seeds at temperature 1, then the frontier. */
export const sweepsOf = ({ judge, ...model }: Judged, scale: Scale): readonly SweepOptions[] => {
  const { length, texts } = scale;
  const common = { models: [model], samplers: ["block-ancestral", "arpc"], length, texts, block, judge };
  return [
    { ...common, nfe: [...scale.nfe], temperatures: [1], seeds: [...scale.seeds] },
    ...(scale.temperatures.length === 0 ? [] : [
      {
        ...common,
        nfe: [...scale.frontier],
        temperatures: [...scale.temperatures],
        seeds: scale.seeds.slice(0, scale.frontierSeeds),
      },
    ]),
  ];
};
