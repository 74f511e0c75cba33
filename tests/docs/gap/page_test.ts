import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Gaps } from "../../../docs/gap/measure.ts";
import { gapOf, gapSection, sectionIn } from "../../../docs/gap/page.ts";
import { root } from "../../support/root.ts";
import { skipUnless } from "../../support/skip.ts";

const file = join(root, "docs/gap.json");
const gaps: Gaps | null = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
/** The same but for line breaks and the widths of tables, which the formatter decides. */
const bare = (text: string): string => text.replace(/-{3,}/g, "---").replace(/\s+/g, " ").trim();

const section = suite("the gap in docs/training.md");
const test = skipUnless(gaps !== null, "npm run gap has not been run")(section);
test("is what its file says", () => {
  const page = readFileSync(join(root, "docs/training.md"), "utf8");
  assert.is(bare(sectionIn(page)), bare(gapSection(gaps!)));
});
test("holds a cell for each sampler, noise and budget", () => {
  assert.is(gaps!.cells.length, 4 * gaps!.nfe.length);
  for (const { oracle, network } of gaps!.cells) {
    assert.ok(oracle.half > 0 && network.half > 0 && network.mean > 0);
  }
});
test("says what it is read as", () => {
  const gap = (sampler: string, process: string, nfe: number) =>
    gapOf(gaps!.cells.find((one) => one.sampler === sampler && one.process === process && one.nfe === nfe)!);
  const most = gaps!.nfe.at(-1)!;
  for (const nfe of gaps!.nfe.filter((one) => one >= 5)) {
    const { mean, half } = gap("arpc", "absorbing", nfe);
    assert.ok(Math.abs(mean) <= 1.5 * half, `masked ARPC at ${nfe}: ${mean}`);
  }
  for (const nfe of gaps!.nfe) {
    const { mean, half } = gap("block-ancestral", "absorbing", nfe);
    assert.ok(mean > half, `masked ancestral at ${nfe}: ${mean}`);
    assert.ok(gap("block-ancestral", "uniform", nfe).mean > 0.9);
  }
  assert.ok(gap("arpc", "uniform", most).mean < 0.4 * gap("block-ancestral", "uniform", most).mean);
});
section("is a difference, with the interval of both", () => {
  const found = gapOf({ oracle: { mean: 1, half: 0.3 }, network: { mean: 1.5, half: 0.4 } });
  assert.equal(found, { mean: 0.5, half: 0.5 });
});
section.run();
