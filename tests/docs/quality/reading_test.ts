import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Variant } from "../../../docs/quality/cells.ts";
import { readJournal } from "../../../docs/quality/journal.ts";
import type { Measurement } from "../../../docs/quality/measure.ts";
import { oracleFor } from "../../../docs/quality/oracle.ts";
import { full } from "../../../docs/quality/setting.ts";
import { expectedBits } from "../../../runtime/eval/metrics/mod.ts";
import { root } from "../../support/root.ts";

const all = readJournal(`${root}/docs/quality.jsonl`);
const law = expectedBits(await oracleFor("absorbing", "loo"), full.length);

type Which = { readonly noise?: "absorbing" | "uniform"; readonly budget?: number | null; readonly as?: Variant };
const cell = (sampler: string, { noise = "absorbing", budget = null, as = "plain" }: Which = {}): Measurement => {
  const found = all.find((one) =>
    one.sampler === sampler && one.process === noise && one.budget === budget && one.variants.includes(as)
  );
  if (found === undefined) { throw new Error(`there is no row of ${sampler} ${noise} ${budget} ${as}`); }
  return found;
};

/** The first has clearly fewer: the difference is more than its own 95 % half width. */
const fewer = (a: Measurement, b: Measurement, by: "bits" | "entropy" = "bits"): void =>
  assert.ok(
    a[by].mean + Math.hypot(a[by].half, b[by].half) < b[by].mean,
    `${a.sampler} ${by} ${a[by].mean}, ${b[by].mean}`,
  );
/** Intervals that meet: nothing tells the two apart. */
const level = (found: Measurement, bits: number): void =>
  assert.ok(Math.abs(found.bits.mean - bits) <= 1.5 * found.bits.half, `${found.sampler} ${found.bits.mean}, ${bits}`);

const reading = suite("what the quality page says is in the numbers");
reading("uniform noise overtakes masks under ancestral sampling at about three calls", () => {
  const both = (budget: number) =>
    [cell("block-ancestral", { noise: "uniform", budget }), cell("block-ancestral", { budget })] as const;
  for (const budget of [5, 33]) { fewer(...both(budget)); }
  const [uniform, masked] = both(2);
  fewer(masked, uniform);
});
reading("one token a call is exact, ancestral masks in twice the calls are not", () => {
  level(cell("llada-random", { budget: 17 }), law);
  level(cell("first-hitting"), law);
  fewer(cell("llada-random", { budget: 17 }), cell("block-ancestral", { budget: 33 }));
});
reading("likely drafts sharpen at temperature 1, clear predictions do not", () => {
  const likely = cell("llada", { budget: 33 });
  for (const clear of ["dream-margin", "dream-entropy"]) {
    fewer(likely, cell(clear, { budget: 33 }), "entropy");
    assert.ok(cell(clear, { budget: 33 }).bits.mean > law);
  }
  assert.ok(likely.bits.mean < law - 0.5);
  fewer(cell("llada-random", { budget: 5 }), cell("dream-margin", { budget: 5 }));
});
reading("ARPC goes below the law and loses entropy; masks have fewer bits", () => {
  for (const budget of [5, 9, 17, 33]) {
    const [masked, uniform] = [cell("arpc", { budget }), cell("arpc", { budget, noise: "uniform" })];
    fewer(masked, uniform);
    fewer(masked, cell("block-ancestral", { budget }), "entropy");
  }
  assert.ok(cell("arpc", { budget: 33 }).bits.mean < law);
  fewer(cell("block-ancestral", { noise: "uniform", budget: 5 }), cell("arpc", { noise: "uniform", budget: 5 }));
});
reading("remasking without a nucleus gains nothing on ancestral sampling in 33 calls", () => {
  for (const sampler of ["remdm-cap", "remdm-rescale", "remdm-conf", "remdm-loop", "forward-backward", "dfm"]) {
    const { bits } = cell(sampler, { budget: 33 });
    assert.ok(bits.mean > cell("block-ancestral", { budget: 33 }).bits.mean - bits.half, sampler);
  }
  fewer(cell("remdm-cap", { budget: 33, as: "published" }), cell("remdm-cap", { budget: 33 }));
});
reading("argmax drafts under the mixture kernel have few bits in few calls", () => {
  const sharp = cell("ddim", { noise: "uniform", budget: 5, as: "published" });
  fewer(sharp, cell("ddim", { noise: "uniform", budget: 5 }));
  assert.ok(sharp.bits.mean < law + 0.1 && sharp.entropy.mean > 3.8);
});
reading("temperature 0 writes one text, which repeats itself", () => {
  for (const sampler of ["llada", "dream"]) {
    const { bits, entropy, distinct } = cell(sampler, { budget: 17, as: "published" });
    assert.is(bits.half, 0);
    assert.ok(bits.mean < law - 1 && entropy.mean < 3 && distinct[3] < 0.5, sampler);
  }
});
reading("a Gibbs sweep is worth its call when there are many", () => {
  const gibbs = (budget: number) => cell("loo-gibbs", { noise: "uniform", budget });
  fewer(cell("block-ancestral", { noise: "uniform", budget: 5 }), gibbs(5));
  fewer(gibbs(33), cell("block-ancestral", { noise: "uniform", budget: 33 }));
  assert.ok(gibbs(33).bits.mean < law - 0.2 && gibbs(33).entropy.mean > 4);
});
reading("P2 has fewer bits than ARPC at nine calls, and both sharpen", () => {
  fewer(cell("p2", { budget: 9 }), cell("arpc", { budget: 9 }));
  assert.ok(cell("p2", { budget: 33 }).bits.mean < law - 0.5);
});
reading("drafting and verifying is lossless in fewer calls than one a token", () => {
  const found = cell("draft-and-verify");
  level(found, law);
  assert.ok(found.nfe < 12, String(found.nfe));
});
reading("left to right inside a block is exact with masks and not with uniform noise", () => {
  level(cell("left-to-right"), law);
  assert.ok(cell("left-to-right", { noise: "uniform" }).bits.mean > law + 4);
  assert.ok(cell("block-refinement", { noise: "uniform", budget: 33 }).bits.mean > law + 4);
});
reading.run();
