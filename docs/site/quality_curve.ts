import { isLeft } from "fp-ts/lib/Either.js";
import type { SamplerEntry } from "../../dsl/mod.ts";
import { type Axis, describePlotError, drawSheet, type Panel, type Sheet } from "../../runtime/plot/mod.ts";
import type { Measurement } from "../quality/measure.ts";
import { lineOf, ofVariant, type Series, type Shown } from "../quality/lines.ts";
import type { Picture } from "./page.ts";

/** What the law's own texts have. */
export interface Level {
  readonly bits: number;
  readonly entropy: number;
}

/** What a curve is drawn from. */
export interface Measured {
  readonly all: readonly Measurement[];
  readonly level: Level;
}

const processes = ["absorbing", "uniform"] as const;

const seriesFor = (all: readonly Measurement[], sampler: string): readonly Series[] =>
  processes.flatMap((process) => {
    const cells = all.filter((cell) => cell.sampler === sampler && cell.process === process)
      .toSorted((a, b) => a.nfe - b.nfe);
    return cells.length === 0 ? [] : [{ names: [sampler], process, cells }];
  });

/** Few bits differ by less than many: a logarithmic axis shows both. */
const axes: Readonly<Record<Shown, Axis>> = {
  bits: { scale: "log", ticks: [1, 1.5, 2, 3, 4, 6, 8] },
  entropy: { ticks: [1.5, 2, 2.5, 3, 3.5, 4, 4.5] },
};

/** A little wider than the data. */
const domainOf = (all: readonly Series[], shown: Shown, level: number): readonly [number, number] => {
  const ends = all.flatMap(({ cells }) =>
    cells.flatMap((cell) => [cell[shown].mean - cell[shown].half, cell[shown].mean + cell[shown].half])
  );
  return [Math.min(level, ...ends) - 0.05, Math.max(level, ...ends) + 0.05];
};

const panel = (series: readonly Series[], beside: readonly Series[], shown: Shown, level: number): Panel => ({
  x: { label: "NFE per block of 16", scale: "log", ticks: [1, 2, 3, 5, 9, 17, 33], domain: [0.95, 36] },
  y: { ...axes[shown], domain: domainOf([...series, ...beside], shown, level) },
  level,
  lines: [
    ...beside.flatMap((one) => ofVariant(one, "plain")).map((one) => lineOf(one, shown, 8)),
    ...series.map((one) => lineOf(one, shown, 0)),
  ],
});

/** With its own settings; where those sharpen, without sharpening in a row below. */
const sheetOf = (name: string, { all, level }: Measured): Sheet => {
  const own = seriesFor(all, name);
  const noises = new Set(own.map(({ process }) => process));
  const beside = name === "ancestral" ? [] : seriesFor(all, "ancestral").filter(({ process }) => noises.has(process));
  const row = (variant: "published" | "plain", title: string) => {
    const series = own.flatMap((one) => ofVariant(one, variant));
    const panels = (["bits", "entropy"] as const).map((shown) => panel(series, beside, shown, level[shown]));
    return series.length === 0 ? [] : [{ title, panels }];
  };
  const sharpens = own.some(({ cells }) => cells.some(({ variants }) => !variants.includes("published")));
  return {
    title: `${name} on an exact model`,
    description: `Bits per character and entropy of texts of ${name} against function evaluations per block.`,
    size: { width: 215, legend: 155 },
    columns: ["bits per character", "entropy of the characters"],
    rows: [
      ...row("published", sharpens ? "as published" : ""),
      ...(sharpens ? row("plain", "temperature 1, whole nucleus") : []),
    ],
  };
};

/** The quality curve of a sampler beside that of ancestral sampling, or nothing where none was measured. */
export const qualityCurve = async ({ name }: SamplerEntry, measured: Measured): Promise<Picture | null> => {
  if (seriesFor(measured.all, name).length === 0) { return null; }
  const svg = await drawSheet(sheetOf(name, measured))();
  if (isLeft(svg)) { throw new Error(describePlotError(svg.left)); }
  const alt = `Bits per character and entropy of ${name} against function evaluations per block of 16 characters`;
  return { name: `quality-${name}`, alt, svg: svg.right };
};
