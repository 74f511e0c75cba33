import { match } from "ts-pattern";
import type { Axis, Line, Point, Row, Sheet } from "../../plot/mod.ts";
import type { Estimate } from "../metrics/mean_interval.ts";
import { groupBy } from "./group.ts";
import { lineKey } from "./line_key.ts";
import type { Summary } from "./summarise.ts";

/** Numbers that a picture can show. */
export const measures = ["nfe", "temperature", "bits", "perplexity", "entropy", "distinct2", "distinct4"] as const;
/** One of them. */
export type Measure = typeof measures[number];

/** What tells rows of panels apart. */
export const rowKeys = ["model", "judge", "process", "sampler", "temperature"] as const;
/** One of them. */
export type RowKey = typeof rowKeys[number];

/** What to show. */
export interface PictureOptions {
  readonly x: Measure;
  readonly y: Measure;
  readonly rows: RowKey;
  readonly title?: string;
  /** What to compare the panels of a row with, if something is known. */
  readonly level?: (some: Summary, shown: Measure) => number | undefined;
}

const titles: Readonly<Record<Measure, string>> = {
  nfe: "NFE per block",
  temperature: "temperature",
  bits: "bits per character",
  perplexity: "perplexity",
  entropy: "entropy within a text, bits",
  distinct2: "share of different 2-grams",
  distinct4: "share of different 4-grams",
};

const exactly = (mean: number): Estimate => ({ mean, half: 0 });

/** A number of a summary, with its interval where it has one. */
export const measured = (summary: Summary, measure: Measure): Estimate =>
  match(measure)
    .with("nfe", () => exactly(summary.nfe))
    .with("temperature", () => exactly(summary.cell.temperature ?? 1))
    .with("bits", () => summary.bits)
    .with("perplexity", () => summary.perplexity)
    .with("entropy", () => summary.entropy)
    .with("distinct2", () => exactly(summary.distinct[1]!))
    .with("distinct4", () => exactly(summary.distinct[3]!))
    .exhaustive();

/** The noise in a word. */
export const noiseOf = ({ process }: Summary["cell"]): string =>
  match(process).with("absorbing", () => "masked").with("uniform", () => "uniform").exhaustive();

/**
 * Quality against NFE, or any two numbers, a row of panels for each value of a key: the number with its band, and the entropy beside
 * it, without which it says nothing. A line for each sampler and noise (dashed: uniform), and for each temperature, budget, knob, judge or whatever else
 * of the cells differs and is not along x.
 */
export const sweepSheet = (found: readonly Summary[], { x, y, rows, title, level }: PictureOptions): Sheet => {
  const all = found.toSorted((a, b) => budgetOf(a) - budgetOf(b));
  const columns: readonly Measure[] = y === "entropy" || x === "entropy" ? [y] : [y, "entropy"];
  const keyOf = lineKey(all, x, rows);
  const kinds = groupBy(all, keyOf).map(([first]) => keyOf(first!));
  const rowOf = (some: readonly Summary[]): Row => ({
    title: `${rows}: ${valueOf(some[0]!, rows)}`,
    panels: columns.map((shown) => ({
      x: axisOf(x, all),
      y: shown === "perplexity" ? { scale: "log" } : {},
      lines: linesOf(some, x, shown, keyOf, kinds),
      ...levelOf(level?.(some[0]!, shown)),
    })),
  });
  return {
    title: title ?? `${titles[y]} against ${titles[x]}`,
    description:
      `${columns.map((one) => titles[one]).join(" and ")} against ${titles[x]}, by sampler and noise; bands are ` +
      "95 % intervals over texts. Solid: masked noise, dashed: uniform.",
    columns: columns.map((one) => titles[one]),
    rows: groupBy(all, (one) => valueOf(one, rows)).map(rowOf),
    size: { width: 330, height: 230, legend: 230 },
  };
};

/** Results come in the order in which they were done: the picture's is from few evaluations to many. */
const budgetOf = ({ cell, nfe }: Summary): number => cell.budget ?? nfe;

const levelOf = (level: number | undefined) => level === undefined ? {} : { level };

const valueOf = (summary: Summary, key: RowKey): string =>
  key === "process" ? noiseOf(summary.cell) : String(summary.cell[key]);

const axisOf = (x: Measure, all: readonly Summary[]): Axis => {
  if (x !== "nfe") { return { label: titles[x] }; }
  const found = [...new Set(all.map((one) => Math.round(budgetOf(one))))].sort((a, b) => a - b);
  return { label: titles[x], scale: "log", ticks: found };
};

const linesOf = (
  some: readonly Summary[],
  x: Measure,
  shown: Measure,
  keyOf: (one: Summary) => string,
  kinds: readonly string[],
): readonly Line[] =>
  groupBy(some, (one) => `${keyOf(one)} ${one.cell.process} ${one.cell.model}`).map((line) => {
    const [first] = line as [Summary, ...Summary[]];
    const kind = keyOf(first);
    return {
      names: [`${kind}, ${noiseOf(first.cell)}`],
      colour: kinds.indexOf(kind),
      dashed: first.cell.process === "uniform",
      points: inOrder(line, x).map((one) => pointOf(one, x, shown)).filter(({ y }) => Number.isFinite(y)),
    };
  });

/** From left to right; where x is itself measured, along the knob that was turned. */
const inOrder = (line: readonly Summary[], x: Measure): readonly Summary[] =>
  line.toSorted((a, b) =>
    x === "nfe" || x === "temperature"
      ? measured(a, x).mean - measured(b, x).mean
      : (a.cell.temperature ?? 1) - (b.cell.temperature ?? 1) || a.nfe - b.nfe
  );

/** A perplexity's interval is that of its logarithm: on an axis of logarithms it lies around the point, and its ends are above 0. */
const pointOf = (one: Summary, x: Measure, y: Measure): Point => {
  const { mean, half } = measured(one, y);
  const ends = y === "perplexity"
    ? { low: mean * Math.exp(-half / mean), high: mean * Math.exp(half / mean) }
    : { low: mean - half, high: mean + half };
  return { x: measured(one, x).mean, y: mean, ...ends };
};
