import { isLeft } from "fp-ts/lib/Either.js";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Found } from "../../../docs/likelihood/found.ts";
import { networkBits } from "../../../docs/likelihood/measure.ts";
import { likelihoodPage } from "../../../docs/likelihood/page.ts";
import { aims, interpolation } from "../../../docs/likelihood/sentences.ts";
import { heldOut } from "../../../docs/likelihood/text.ts";
import type { BibleName } from "../../../runtime/shipped/names.ts";
import { shippedFolder } from "../../../runtime/shipped/place_node.ts";
import { settingsIn } from "../../../runtime/train/settings_file_node.ts";
import { root } from "../../support/root.ts";
import { skipUnless } from "../../support/skip.ts";

const docs = join(root, "docs");
const file = join(docs, "likelihood.json");
const there = existsSync(file);
const found = (there ? JSON.parse(readFileSync(file, "utf8")) : null) as Found;

/** The same but for line breaks and the widths of tables, which the formatter decides. */
const bare = (text: string): string => text.replace(/-{3,}/g, "---").replace(/\s+/g, " ").trim();

const suitePage = suite("the likelihood page");
const page = skipUnless(there, "npm run likelihood has not been run")(suitePage);
page("is what its file says", () => {
  assert.is(bare(readFileSync(join(docs, "likelihood.md"), "utf8")), bare(likelihoodPage(found)));
});
page("has numbers that the networks that ship still have", async () => {
  const text = await heldOut(found.rows);
  assert.equal([text.x0.length, text.characters], [found.tokens, found.characters]);
  // A few rows, where a wrong network would be off by much more than the rows differ.
  const few = await heldOut(16);
  for (const { name, sizes } of found.networks) {
    const again = await networkBits(name, few, { rows: 16, draws: 2, seed: 1 });
    assert.ok(Math.abs(again.sizes[0]!.bits - sizes[0]!.bits) < 0.15, `${name} ${again.sizes[0]!.bits}`);
  }
});
page("keeps the order of bounds", () => {
  for (const { mixture, sizes } of found.networks) {
    if (mixture === null) { continue; }
    assert.ok(mixture.logSumExp <= mixture.jensen);
    const all = sizes.map(({ bits }) => bits);
    assert.ok(mixture.jensen >= Math.min(...all) && mixture.jensen <= Math.max(...all));
  }
});
page("says what it is read as", () => {
  const { across, within } = found.ngrams;
  assert.ok(across.wittenBell < within.wittenBell && across.kneserNey < within.kneserNey);
  const ar = found.networks.find(({ name }) => name === "ar")!.sizes[0]!.bits;
  for (const { name, sizes, mixture, sliding } of found.networks) {
    assert.ok(sizes[0]!.bits < Math.min(within.wittenBell, 1.05 * ar), `${name} reaches the aims`);
    assert.ok(sliding / sizes[0]!.bits > 0.965 && sliding / sizes[0]!.bits < 0.995, `${name} ${sliding}`);
    sizes.slice(1).forEach(({ size, bits }, i) => assert.ok(bits > sizes[i]!.bits, `${name} at ${size}`));
    if (mixture !== null) { assert.ok(mixture.logSumExp - sizes[0]!.bits < 0.005); }
  }
  assert.ok(found.pieces.every(({ kneserNey, wittenBell }) => kneserNey < wittenBell));
});
page("tells of budgets what the settings say", async () => {
  const reading = readFileSync(join(docs, "likelihood/reading.md"), "utf8").replace(/\s+/g, " ");
  const settings = async (name: BibleName) => {
    const found = await settingsIn(shippedFolder(name));
    if (isLeft(found)) { throw new Error(name); }
    return found.right;
  };
  const [ar, masked] = [await settings("ar"), await settings("masked")];
  assert.match(reading, `the pure AR model (${ar.steps!.toLocaleString("en")} updates from left to right)`);
  assert.match(reading, `had ${masked.steps!.toLocaleString("en")} updates more`);
  assert.equal(masked.blocks.map(({ weight }) => weight), [0.5, 0.5]);
});
page("has the numbers that the page about training quotes", () => {
  const training = readFileSync(join(docs, "training.md"), "utf8");
  const bits = (name: BibleName, size: number): string =>
    found.networks.find((one) => one.name === name)!.sizes.find((one) => one.size === size)!.bits.toFixed(3);
  assert.match(training, new RegExp(`left to right only .* ${bits("ar", 1)} `));
  for (const name of ["masked", "uniform"] as const) {
    assert.match(training, new RegExp(`${name} .* from ` + "`ar`" + `.* ${bits(name, 1)} .* ${bits(name, 16)} `));
  }
});
suitePage.run();

const sentences = suite("its sentences");
const network = (bits: readonly number[]) => ({
  name: "masked" as const,
  engine: "host",
  trained: { 1: 0.5, 16: 0.5 },
  sizes: [1, 4, 16].map((size, i) => ({ size, bits: bits[i]!, error: 0 })),
  mixture: null,
  sliding: 1,
});
sentences("follow the numbers, whichever way they went", () => {
  assert.match(
    interpolation({ networks: [network([1, 2, 3])] }),
    /yes, bits rise .*1\.000 at 1, 3\.000 at 16.*2\.000 at 4/,
  );
  assert.match(interpolation({ networks: [network([1, 3, 2])] }), /not at the sizes between/);
  const ngrams = { across: { wittenBell: 1, kneserNey: 1 }, within: { wittenBell: 1.5, kneserNey: 1.2 } };
  const ar = { ...network([1.25, 2, 3]), name: "ar" as const };
  const both = aims({ networks: [network([1.3, 2, 3]), ar], ngrams });
  assert.match(both, /0\.200 bits below the Witten-Bell 5-gram and 0\.100 bits above .*4\.0 % above the pure AR/);
});
sentences.run();
