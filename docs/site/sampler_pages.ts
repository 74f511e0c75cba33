import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SamplerEntry, samplerFacts, samplers } from "../../dsl/mod.ts";
import { root } from "../../tests/support/root.ts";
import { readJournal } from "../quality/journal.ts";
import { oracleFor } from "../quality/oracle.ts";
import { referenceOf } from "../quality/reference.ts";
import { full } from "../quality/setting.ts";
import type { Page, Picture } from "./page.ts";
import { qualityCurve } from "./quality_curve.ts";
import { noiseName, samplerPage } from "./sampler_page.ts";
import { type Family, readProse, type SamplerProse } from "./sampler_prose.ts";

/** The pages of all named samplers, those of the index first, and their pictures. */
export interface SamplerPages {
  readonly pages: readonly Page[];
  readonly pictures: readonly Picture[];
  readonly families: readonly Family[];
}

const readSamplers = (): SamplerProse => readProse(readFileSync(join(root, "docs/samplers.md"), "utf8"));

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
  const reference = referenceOf(await oracleFor("absorbing", "loo"), full.length);
  const pages: Page[] = [indexOf(prose)];
  const pictures: Picture[] = [];
  for (const entry of samplers) {
    const curve = await qualityCurve(entry, { all, reference });
    const paragraph = prose.families.flatMap(({ samplers }) => samplers.get(entry.name) ?? [])[0];
    if (paragraph === undefined) { throw new Error(`docs/samplers.md has no paragraph on ${entry.name}`); }
    pages.push(await samplerPage(entry, { prose: paragraph, curve }));
    if (curve !== null) { pictures.push(curve); }
  }
  return { pages, pictures, families: prose.families };
};
