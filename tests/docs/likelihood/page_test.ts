import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Found } from "../../../docs/likelihood/found.ts";
import { networkBits } from "../../../docs/likelihood/measure.ts";
import { likelihoodPage } from "../../../docs/likelihood/page.ts";
import { aims, interpolation } from "../../../docs/likelihood/sentences.ts";
import { heldOut } from "../../../docs/likelihood/text.ts";
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
  for (const { name, sizes, mixture, sliding } of found.networks) {
    assert.is(sizes[0]!.bits > within.wittenBell, mixture !== null, `${name} misses the aim`);
    assert.ok(sliding / sizes[0]!.bits > 0.965 && sliding / sizes[0]!.bits < 0.995, `${name} ${sliding}`);
    sizes.slice(1).forEach(({ size, bits }, i) => assert.ok(bits > sizes[i]!.bits, `${name} at ${size}`));
    if (mixture !== null) { assert.ok(mixture.logSumExp - sizes[0]!.bits < 0.005); }
  }
  assert.ok(found.pieces.every(({ kneserNey, wittenBell }) => kneserNey < wittenBell));
});
page("tells of logs what they say: the pure AR model, and the pair after as many rows read left to right", () => {
  const bitsOf = (name: string, step: number): number => {
    const log = readFileSync(join(root, "runtime/shipped/models", name, "log.jsonl"), "utf8").trim().split("\n");
    const record = log.map((line) => JSON.parse(line)).find((one) => one.kind === "eval" && one.step === step);
    return Math.round(100 * record.bitsPerCharacter[1]) / 100;
  };
  assert.equal([bitsOf("ar", 2000), bitsOf("ar", 2500), bitsOf("masked", 9000)], [1.39, 1.35, 1.45]);
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
