import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runDeno } from "../../tests/support/deno.ts";
import type { Found } from "./found.ts";
import { aims, interpolation } from "./sentences.ts";
import { judgeTable, networkTable, piecesTable } from "./tables.ts";

/** Written by people. */
const reading = (): string => readFileSync(new URL("reading.md", import.meta.url), "utf8");

/** The page of the numbers. */
export const likelihoodPage = (found: Found): string =>
  [
    "# What the networks that ship make of held-out text",
    `Bits per character of ${found.rows} rows of ${found.length} tokens (${
      found.characters.toLocaleString("en")
    } characters) of ${found.corpus}, ` +
    "from lines that no network and no 5-gram was trained on; the tokenizer was learned from all lines. Block size 1 is exact, left to right; larger blocks are " +
    `upper bounds (the ELBO, ${found.draws} draws of noise and time, ± half the 95 % interval over draws, by Student). Bold: sizes that were trained.`,
    networkTable(found),
    "The mixture is the one of the training. Its two bounds are the paper's: that of log-sum-exp is at most that of Jensen.",
    "## Beside counting",
    judgeTable(found),
    aims(found),
    "## Do blocks lie between AR and diffusion?",
    interpolation(found),
    reading(),
    "## What the aim depends on",
    "5-grams of the whole training part at other numbers of byte pairs, on the whole held-out part, bits per character:",
    piecesTable(found),
    "## How it was measured",
    `\`npm run likelihood\` writes this page and the file that it is made of, \`likelihood.json\`; seed ${found.seed}, weights as they ` +
    `ship (float16), computed by ${[...new Set(found.networks.map(({ engine }) => engine))].join(", ")}. ` +
    "`blockgen eval likelihood --model masked` measures any checkpoint.",
    "",
  ].join("\n\n");

/** Writes the page into a folder, and tells where it is. */
export const writeLikelihoodPage = async (folder: string, found: Found): Promise<string> => {
  const page = join(folder, "likelihood.md");
  writeFileSync(page, likelihoodPage(found));
  await runDeno(["fmt", page]);
  return page;
};
