import type { Cell } from "./cells.ts";
import { groupBy } from "./group.ts";
import { mixesPrograms, programName } from "./program_name.ts";
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

/** Samplers without a temperature are beside those that have one: they turn nothing. */
const severalTemperatures = (all: readonly Summary[]): boolean =>
  severalOf(all.filter(({ cell }) => cell.temperature !== null), (cell) => cell.temperature);

const alongOf = (all: readonly Summary[], x: string): Along =>
  x === "nfe" || x === "temperature" ? x : severalTemperatures(all) ? "temperature" : "nfe";

/** The sampler, with the temperature or the budget where there are several that are not along x. */
const usualKey = (all: readonly Summary[], along: Along) => {
  const temperatures = along !== "temperature" && severalTemperatures(all);
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
  let program: ((cell: Cell) => string) | null = null;
  const keyOf = ({ cell }: Summary): string =>
    [...usual(cell), ...namedOf(cell, named), ...(program === null ? [] : [`program ${program(cell)}`])].join(", ");
  const linesNow = () =>
    groupBy(all, (one) => [keyOf(one), one.cell.process, one.cell.model, cellValue(one.cell, row)].join(" "));
  const knobs = [...new Set(all.flatMap(({ cell }) => Object.keys(cell.settings)))]
    .filter((knob) => !alongLines.includes(knob));
  for (const name of [...knobs, ...fields]) {
    if (linesNow().some((line) => severalOf(line, (cell) => cellValue(cell, name)))) { named.push(name); }
  }
  const mixed = linesNow().map((line) => line.map(({ cell }) => cell)).filter(mixesPrograms);
  if (mixed.length > 0) { program = programName(mixed.flat()); }
  return keyOf;
};

/** Those of some fields that a cell has, each with its name. */
const namedOf = (cell: Cell, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const value = cellValue(cell, name);
    return value === null ? [] : [`${name} ${value === "" ? "unknown" : value}`];
  });
