import type { Cell } from "./cells.ts";
import { groupBy } from "./group.ts";
import type { Summary } from "./summarise.ts";

/** Knobs that lie along a line, or that the cell itself names. */
const alongLines = ["steps", "temperature", "block"];

/** Fields of a cell that may tell lines apart beside sampler, noise, model, temperature and budget: those that say most come first. */
const fields = [
  ...["judge", "judgeTokenizer", "judgeProcess", "judgeVersion", "reference", "tokenizer", "version"],
  ...["length", "block", "texts", "engine", "backend"],
] as const satisfies readonly (keyof Cell)[];

/** A number or a word that a cell has, or null. */
export const cellValue = ({ settings, ...cell }: Cell, name: string): string | number | null => {
  const all: Readonly<Record<string, unknown>> = { ...settings, ...cell };
  const value = all[name];
  return typeof value === "string" || typeof value === "number" ? value : null;
};

/** What is along x: the temperature where it is, or where there are several and x is measured. */
type Along = "nfe" | "temperature";

const severalOf = (all: readonly Summary[], pick: (cell: Cell) => unknown): boolean =>
  new Set(all.map(({ cell }) => pick(cell))).size > 1;

const alongOf = (all: readonly Summary[], x: string): Along =>
  x === "nfe" || x === "temperature" ? x : severalOf(all, (cell) => cell.temperature) ? "temperature" : "nfe";

/** The sampler, with the temperature or the budget where there are several that are not along x. */
const usualKey = (all: readonly Summary[], along: Along) => {
  const temperatures = along !== "temperature" && severalOf(all, (cell) => cell.temperature);
  const budgets = along !== "nfe" && severalOf(all, (cell) => cell.budget);
  const steps = along !== "nfe" && severalOf(all, ({ budget, settings }) => budget === null ? settings.steps : "any");
  return (cell: Cell): readonly string[] => [
    cell.sampler,
    ...(temperatures ? [`T ${cell.temperature ?? "none"}`] : []),
    ...(budgets ? [`${cell.budget ?? "own"} NFE`] : []),
    ...(steps && cell.budget === null && cell.settings.steps !== undefined ? [`${cell.settings.steps} steps`] : []),
  ];
};

/**
 * What the legend calls a line: cells that differ in anything but what lies along x, their noise or their model are lines of their own.
 *
 * A field is named where it differs within what would be one line without its name; cells that do not have it do not say it.
 *
 * @param x What is along x. @param row The key that tells rows of panels apart, which the legend need not say.
 */
export const lineKey = (all: readonly Summary[], x: string, row: string): (one: Summary) => string => {
  const usual = usualKey(all, alongOf(all, x));
  const named: string[] = [];
  const keyOf = ({ cell }: Summary): string =>
    [
      ...usual(cell),
      ...named.flatMap((name) => {
        const value = cellValue(cell, name);
        return value === null ? [] : [`${name} ${value === "" ? "unknown" : value}`];
      }),
    ].join(", ");
  const knobs = [...new Set(all.flatMap(({ cell }) => Object.keys(cell.settings)))]
    .filter((knob) => !alongLines.includes(knob));
  const lineOf = (one: Summary): string =>
    [keyOf(one), one.cell.process, one.cell.model, cellValue(one.cell, row)].join(" ");
  for (const name of [...knobs, ...fields]) {
    if (groupBy(all, lineOf).some((line) => severalOf(line, (cell) => cellValue(cell, name)))) { named.push(name); }
  }
  return keyOf;
};
