import { match } from "ts-pattern";
import type { Line } from "../../runtime/plot/mod.ts";
import type { Variant } from "./cells.ts";
import { groupBy } from "../../runtime/eval/sweep/group.ts";
import type { Measurement } from "./measure.ts";

/** Measurements of one sampler on one noise, from few evaluations to many. */
export interface Series {
  readonly names: readonly string[];
  readonly process: Measurement["process"];
  readonly cells: readonly Measurement[];
}

/** The numbers that the picture shows. */
export type Shown = "bits" | "entropy";

/** What the picture knows a line by: samplers whose numbers are all equal share one. */
const fingerprint = (cells: readonly Measurement[]): string =>
  JSON.stringify(cells.map(({ process, variants, nfe, bits, entropy }) => [process, variants, nfe, bits, entropy]));

/** The series of all measurements; samplers that came to the same numbers everywhere are one, under all their names. */
export const seriesOf = (all: readonly Measurement[]): readonly Series[] => {
  const series = groupBy(all, ({ sampler, process }) => `${sampler} ${process}`)
    .map((cells) => cells.toSorted((a, b) => a.nfe - b.nfe));
  return groupBy(series, fingerprint).map((same) => ({
    names: [...new Set(same.map(([{ sampler }]) => sampler))],
    process: same[0][0].process,
    cells: same[0],
  }));
};

/** The part of a series that belongs to a variant; nothing where it has none. */
export const ofVariant = (series: Series, variant: Variant): readonly Series[] => {
  const cells = series.cells.filter(({ variants }) => variants.includes(variant));
  return cells.length === 0 ? [] : [{ ...series, cells }];
};

/** A series as a line: dashed for uniform noise, which shares the colour of the same sampler on masks. */
export const lineOf = ({ names, process, cells }: Series, shown: Shown, colour: number): Line => ({
  names: names.map((name, i) => i === 0 ? `${name}, ${noiseOf(process)}` : `= ${name}`),
  colour,
  dashed: process === "uniform",
  points: cells.map((cell) => {
    const { mean, half } = cell[shown];
    return { x: cell.nfe, y: mean, low: mean - half, high: mean + half };
  }),
});

/** The noise in a word. */
export const noiseOf = (process: Measurement["process"]): string =>
  match(process).with("absorbing", () => "masked").with("uniform", () => "uniform").exhaustive();
