import { isLeft } from "fp-ts/lib/Either.js";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describePlotError, drawSheet } from "../../runtime/plot/mod.ts";
import { runDeno } from "../../tests/support/deno.ts";
import type { LeftOut } from "./cells.ts";
import type { Measurement } from "./measure.ts";
import { oracleFor } from "./oracle.ts";
import { sheetOf } from "./picture.ts";
import { type Reference, referenceOf } from "./reference.ts";
import { block, type Scale } from "./setting.ts";
import { leftOutList, tablesOf } from "./table.ts";

/** All that the pages show. */
export interface Found {
  readonly measurements: readonly Measurement[];
  readonly leftOut: readonly LeftOut[];
  readonly scale: Scale;
}

/** Writes the page and the picture into a folder; tells the files. Without the packages for plots, a sentence instead. */
export const writePages = async (folder: string, found: Found): Promise<readonly string[]> => {
  const reference = referenceOf(await oracleFor("absorbing", "loo"), found.scale.length);
  const page = join(folder, "quality.md");
  writeFileSync(page, pageOf(found, reference));
  await runDeno(["fmt", page]);
  const svg = await drawSheet(sheetOf(found.measurements, reference, found.scale))();
  if (isLeft(svg)) { return [page, describePlotError(svg.left)]; }
  const picture = join(folder, "quality.svg");
  writeFileSync(picture, svg.right);
  return [page, picture];
};

/** What the numbers teach: written by people, held to the numbers by a test. */
const reading = (): string => readFileSync(new URL("reading.md", import.meta.url), "utf8");

const pageOf = ({ measurements, leftOut, scale }: Found, reference: Reference): string => {
  const { rows, length, budgets } = scale;
  return [
    "# What each sampler costs",
    `Every named sampler on an exact model: the Markov chain of order 2 of the shipped book. Its predictions are right at
every noise level, so that all error is the sampler's. **Bits** are exact bits per character under the chain; the chain's
own texts have **${
      reference.bits.toFixed(2)
    }**. **Entropy** is that of the characters within a text (bits; the chain's own
${reference.entropy.mean.toFixed(2)}), **distinct** the share of different n-grams. More bits than the chain's own are
errors; fewer are no gain but texts that are more alike, which the entropy shows. A sampler that leaves nothing to chance
always writes the same text: it has no interval.`,
    `![Bits per character and entropy against NFE per block, by family](quality.svg)`,
    reading(),
    "## How it was measured",
    `\`npm run quality\` writes this page from the registry (\`-- --quick\` a smaller one into \`.cache/\`). ${rows} texts of
${length} characters a cell, one seed for all; ± is the half width of the 95 % interval over texts. Blocks of ${block} for
all, those that publications run on whole rows too. NFE are function evaluations per ${block} characters that ran. The
budgets are ${budgets.join(", ")}: a sampler with the knob \`steps\` gets the most steps that fit, one that decides by
itself a sweep of its threshold or its gamma, the others are one point. Rows with other knobs than the sampler's own
defaults at temperature 1 with the whole nucleus are there for comparison: the left half of the picture. Predictions are
leave-one-out, but full where a program insists on it.`,
    ...(leftOut.length === 0 ? [] : ["Without numbers:", leftOutList(leftOut)]),
    "## The numbers",
    tablesOf(measurements, reference),
    "",
  ].join("\n\n");
};
