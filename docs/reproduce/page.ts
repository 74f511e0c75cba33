import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isLeft } from "fp-ts/lib/Either.js";
import { sweepSheet } from "../../runtime/eval/sweep/picture.ts";
import type { SweepResult } from "../../runtime/eval/sweep/result.ts";
import { summarise } from "../../runtime/eval/sweep/summarise.ts";
import { describePlotError, drawSheet, type Sheet } from "../../runtime/plot/mod.ts";
import { runDeno } from "../../tests/support/deno.ts";
import type { Judged, Scale } from "./scale.ts";
import { exactMini, type Level } from "./settings.ts";
import { differenceTable, gapTable, matchedTable, qualityTable } from "./tables.ts";

/** What a setting came to. */
export interface Setting extends Judged {
  readonly title: string;
  readonly says: string;
  /** Of the law itself, where it is known; else of real text under the judge. */ readonly law: Level | null;
  /** How that is called. */ readonly level: string;
}

/** All that the page shows. */
export interface Found {
  readonly scale: Scale;
  /** Is it the run that the docs show? */ readonly isTheDocs: boolean;
  /** How the run was called. */ readonly command: string;
  readonly settings: readonly Setting[];
  readonly results: readonly SweepResult[];
}

/** Written by people, of the numbers that are in the docs: other runs have other numbers. */
const reading = ({ isTheDocs }: Found): readonly string[] => {
  if (!isTheDocs) { return []; }
  const file = new URL("reading.md", import.meta.url);
  return existsSync(file) ? [readFileSync(file, "utf8")] : [];
};

/** The lines of the frontier need several temperatures: a glance has one. */
const hasFrontier = (results: readonly SweepResult[], { name }: Setting): boolean =>
  results.some(({ cell }) => cell.model === name && (cell.temperature ?? 1) !== 1);

const frontierFile = (settings: readonly Setting[], setting: Setting): string =>
  `reproduce-frontier-${settings.indexOf(setting) + 1}.svg`;

const matched = ({ results, scale, settings }: Found, setting: Setting): readonly string[] =>
  !hasFrontier(results, setting) ? [] : [
    "The same at equal entropy: the sampler whose texts have more of it at temperature 1 is cooled down to the other's, where a " +
    "temperature of the sweep goes that far. Intervals are of a bootstrap over texts:",
    matchedTable(results, setting.name, scale.frontier),
    `![Bits per character against entropy](${frontierFile(settings, setting)})`,
  ];

const section = (found: Found, setting: Setting): string => {
  const { name, title, says, law, level, judge } = setting;
  const own = found.results.filter(({ cell }) => cell.model === name);
  return [
    `## ${title}`,
    says,
    `Judge: \`${judge}\`.${
      law === null ? "" : ` ${level} have ${law.bits.toFixed(2)} bits / ${law.entropy.mean.toFixed(2)}.`
    } Bits per character ± half the 95 % interval / entropy:`,
    qualityTable(summarise(own), name, found.scale.nfe),
    "Differences in bits, text by text of equal seeds; ● where half the interval is under a third of the difference:",
    differenceTable(own, name, found.scale.nfe),
    ...matched(found, setting),
  ].join("\n\n");
};

const gaps = ({ results, scale, settings }: Found): readonly string[] => {
  const law = settings.find(({ name }) => name === exactMini.name)?.law;
  const network = settings.find((one) => one.judge === exactMini.judge && one.name !== exactMini.name);
  if (law === undefined || law === null || network === undefined) { return []; }
  const models = { exact: exactMini.name, network: network.name };
  return [
    "## Whose error it is",
    "The networks' bits beyond the law's own, as what the exact model loses with the same sampler and what the network adds:",
    gapTable(summarise(results), models, scale.nfe, law.bits),
  ];
};

const method = ({ command, scale }: Found): string => {
  const { texts, seeds, length, temperatures, frontier, frontierSeeds } = scale;
  return [
    `\`${command}\`: ${texts * seeds.length} texts of ${length} tokens`,
    `a cell (${seeds.length} seeds of ${texts}), blocks of 16, at temperature 1; ${texts * frontierSeeds} texts at`,
    `temperatures ${temperatures.join(", ")} and ${frontier.join(", ")} NFE. NFE are function evaluations a block:`,
    "ancestral sampling takes as many steps, ARPC with N steps 2N − 1. It can be stopped at any moment and goes on where it was.",
  ].join(" ");
};

/** The page, before it is formatted. */
export const pageOf = (found: Found): string =>
  [
    "# The paper's picture",
    "BlockGen (2606.02241) finds that with few steps uniform noise beats masks under ancestral sampling, and that ARPC closes the " +
    "gap and turns it around when there are many. This page asks the same of samplers whose error can be told from the model's.",
    "![Bits per character and entropy against NFE per block](reproduce.svg)",
    ...reading(found),
    ...found.settings.map((setting) => section(found, setting)),
    ...gaps(found),
    "## How it was measured",
    method(found),
    "",
  ].join("\n\n");

const picture = ({ results, settings }: Found): Sheet => {
  const level = new Map(settings.map(({ name, law }) => [name, law]));
  return sweepSheet(summarise(results).filter(({ cell }) => cell.temperature === 1), {
    x: "nfe",
    y: "bits",
    rows: "model",
    title: "Masked and uniform noise, ancestral sampling and ARPC",
    level: ({ cell }, shown) => shown === "bits" ? level.get(cell.model)?.bits : level.get(cell.model)?.entropy.mean,
  });
};

/** The same quality can be had at many entropies: a sampler is better only where its line is lower. */
const frontier = ({ results, scale }: Found, { name }: Setting): Sheet =>
  sweepSheet(
    summarise(results).filter(({ cell }) => cell.model === name && scale.frontier.includes(cell.budget ?? 0)),
    { x: "entropy", y: "bits", rows: "process", title: `Quality against entropy: ${name}` },
  );

const sheetsOf = (found: Found): Readonly<Record<string, Sheet>> => ({
  "reproduce.svg": picture(found),
  ...Object.fromEntries(
    found.settings.filter((one) => hasFrontier(found.results, one))
      .map((one) => [frontierFile(found.settings, one), frontier(found, one)]),
  ),
});

/** Writes page and pictures into a folder; tells the files, or why there is no picture. */
export const writePage = async (folder: string, found: Found): Promise<readonly string[]> => {
  const page = join(folder, "reproduce.md");
  writeFileSync(page, pageOf(found));
  await runDeno(["fmt", page]);
  const said = [page];
  for (const [name, sheet] of Object.entries(sheetsOf(found))) {
    const svg = await drawSheet(sheet)();
    if (isLeft(svg)) { return [...said, describePlotError(svg.left)]; }
    writeFileSync(join(folder, name), svg.right);
    said.push(join(folder, name));
  }
  return said;
};
