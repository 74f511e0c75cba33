/**
 * `npm run likelihood [-- --rows 400] [--draws 4] [--into DIR]`: what the networks that ship make of held-out text.
 *
 * Writes `docs/likelihood.json` and the page that is made of it, `docs/likelihood.md`. Minutes on two cores.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bibleNames } from "../../runtime/shipped/names.ts";
import { shippedFolder } from "../../runtime/shipped/place_node.ts";
import { root } from "../../tests/support/root.ts";
import type { Found } from "./found.ts";
import { networkBits } from "./measure.ts";
import { ngramBits, piecesBits } from "./ngrams.ts";
import { writeLikelihoodPage } from "./page.ts";
import { heldOut } from "./text.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "192" },
    draws: { type: "string", default: "4" },
    into: { type: "string", default: join(root, "docs") },
  },
});
const scale = { rows: Number(values.rows), draws: Number(values.draws), seed: 1 };
const text = await heldOut(scale.rows);
const networks = [];
for (const name of bibleNames.filter((one) => existsSync(shippedFolder(one)))) {
  networks.push(await networkBits(name, text, scale));
  console.log(`${name}: ${networks.at(-1)!.sizes.map(({ size, bits }) => `${size}: ${bits.toFixed(3)}`).join(", ")}`);
}
const found: Found = {
  corpus: text.corpus.title,
  rows: text.x0.length / text.length,
  length: text.length,
  tokens: text.x0.length,
  characters: text.characters,
  draws: scale.draws,
  seed: scale.seed,
  networks,
  ngrams: ngramBits(text),
  pieces: [64, 96, 128, 192, 255, 511, 1023].map((pieces) => piecesBits(text.corpus, pieces)),
};
mkdirSync(values.into, { recursive: true });
writeFileSync(join(values.into, "likelihood.json"), `${JSON.stringify(found, null, 2)}\n`);
console.log(await writeLikelihoodPage(values.into, found));
