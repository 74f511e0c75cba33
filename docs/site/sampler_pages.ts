import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SamplerEntry, samplerFacts, samplers } from "../../dsl/mod.ts";
import { root } from "../../tests/support/root.ts";
import { readJournal } from "../quality/journal.ts";
import type { Page, Picture } from "./page.ts";
import { type Level, qualityCurve } from "./quality_curve.ts";
import { samplerFilm } from "./sampler_film.ts";
import { noiseName, samplerPage } from "./sampler_page.ts";
import { type Family, readProse, type SamplerProse } from "./sampler_prose.ts";

/** The pages of all named samplers, those of the index first, and their pictures. */
export interface SamplerPages {
  readonly pages: readonly Page[];
  readonly pictures: readonly Picture[];
  readonly families: readonly Family[];
}

const readSamplers = (): SamplerProse => readProse(readFileSync(join(root, "docs/samplers.md"), "utf8"));

/** What the law's own texts have, as docs/quality.md says it: to find it again takes seconds. */
const readLevel = (): Level => {
  const row = /_the law itself_ *\|[ |]*?([\d.]+) *\| ([\d.]+)/.exec(
    readFileSync(join(root, "docs/quality.md"), "utf8"),
  );
  if (row === null) { throw new Error("docs/quality.md does not say what the law itself has"); }
  return { bits: Number(row[1]), entropy: Number(row[2]) };
};

const rowOf = (entry: SamplerEntry): string => {
  const { process, nfe } = samplerFacts(entry);
  return `| [${entry.name}](/samplers/${entry.name}.md) | ${entry.summary} | ${
    process.map(noiseName).join(", ")
  } | ${nfe} |`;
};

const tableOf = ({ title, opening, samplers: names }: Family): string =>
  [
    `## ${title}`,
    ...(opening === "" ? [] : [opening]),
    [
      "| sampler | what it does | noise | NFE |",
      "| --- | --- | --- | --- |",
      ...samplers.filter(({ name }) => names.has(name)).map(rowOf),
    ].join("\n"),
  ].join("\n\n");

const indexOf = ({ opening, families, closing }: SamplerProse): Page => ({
  path: "samplers/index.md",
  text: [
    "# The named samplers",
    opening,
    "Which one is best at how many calls: [what each sampler costs](/quality.md).",
    ...families.map(tableOf),
    closing,
    "",
  ].join("\n\n"),
});

/** Makes a page for each entry of the registry. */
export const samplerPages = async (): Promise<SamplerPages> => {
  const prose = readSamplers();
  const all = readJournal(join(root, "docs/quality.jsonl"));
  const level = readLevel();
  const pages: Page[] = [indexOf(prose)];
  const pictures: Picture[] = [];
  for (const entry of samplers) {
    const curve = await qualityCurve(entry, { all, level });
    const paragraph = prose.families.flatMap(({ samplers }) => samplers.get(entry.name) ?? [])[0];
    if (paragraph === undefined) { throw new Error(`docs/samplers.md has no paragraph on ${entry.name}`); }
    const film = await samplerFilm(entry);
    pages.push(await samplerPage(entry, { prose: paragraph, curve, film }));
    pictures.push(...[curve, film].filter((picture) => picture !== null));
  }
  return { pages, pictures, families: prose.families };
};
