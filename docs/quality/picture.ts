import type { Axis, Panel, Row, Sheet } from "../../runtime/plot/mod.ts";
import type { Variant } from "./cells.ts";
import { families, type Family, titles } from "./family.ts";
import { lineOf, ofVariant, type Series, seriesOf, type Shown } from "./lines.ts";
import type { Measurement } from "./measure.ts";
import type { Reference } from "./reference.ts";
import type { Scale } from "./setting.ts";

/** Few bits differ by less than many: a logarithmic axis shows both. */
const axes: Readonly<Record<Shown, Axis>> = { bits: { scale: "log", ticks: [1, 1.5, 2, 3, 4, 6, 8] }, entropy: {} };
const columns: readonly (readonly [Variant, Shown])[] = [
  ["plain", "bits"],
  ["plain", "entropy"],
  ["published", "bits"],
  ["published", "entropy"],
];

/** The ends of an axis that all panels of a number share, so that rows can be compared; a little wider than the data. */
const domainOf = (all: readonly Measurement[], shown: Shown, level: number): readonly [number, number] => {
  const ends = all.flatMap((cell) => [cell[shown].mean - cell[shown].half, cell[shown].mean + cell[shown].half]);
  return [Math.min(level, ...ends) - 0.05, Math.max(level, ...ends) + 0.05];
};

/** The picture: a row for each family, bits and entropy without sharpening and as published. */
export const sheetOf = (all: readonly Measurement[], reference: Reference, scale: Scale): Sheet => {
  const levels = { bits: reference.bits, entropy: reference.entropy.mean };
  const domains = { bits: domainOf(all, "bits", levels.bits), entropy: domainOf(all, "entropy", levels.entropy) };
  const panel = (series: readonly Series[], shown: Shown, colours: ReadonlyMap<string, number>): Panel => ({
    x: { label: "NFE per block of 16", scale: "log", ticks: scale.budgets, domain: [0.95, 36] },
    y: { ...axes[shown], domain: domains[shown] },
    level: levels[shown],
    lines: series.map((one) => lineOf(one, shown, colours.get(one.names[0])!)),
  });
  const row = (family: Family): Row => {
    const series = seriesOf(all.filter((cell) => cell.family === family));
    const colours = coloursOf(series);
    return {
      title: titles[family],
      panels: columns.map(([variant, shown]) =>
        panel(series.flatMap((one) => ofVariant(one, variant)), shown, colours)
      ),
    };
  };
  const present = families.filter((family) => all.some((cell) => cell.family === family));
  return { ...words(scale, reference), size: { height: 215 }, rows: present.map(row) };
};

/** A colour for each name that stands first in a legend, in the order of the registry. */
const coloursOf = (series: readonly Series[]): ReadonlyMap<string, number> =>
  new Map([...new Set(series.map(({ names }) => names[0]))].map((name, i) => [name, i]));

const words = ({ rows, length }: Scale, { bits }: Reference): Pick<Sheet, "title" | "description" | "columns"> => ({
  title: "What samplers cost an exact model",
  description:
    "Exact bits per character and entropy of the texts of every named sampler against function evaluations per " +
    `block, by family. The model is exact, so that all error is the sampler's; its own texts have ${
      bits.toFixed(2)
    } bits ` +
    `(dotted). Bands are 95 % intervals over ${rows} texts of ${length} characters. Solid: masked noise, dashed: uniform.`,
  columns: [
    "bits per character, temperature 1",
    "entropy, temperature 1",
    "bits per character, as published",
    "entropy, as published",
  ],
});
