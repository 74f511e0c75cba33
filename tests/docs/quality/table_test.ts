import { isRight } from "fp-ts/lib/Either.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Cell, planOf, programOf } from "../../../docs/quality/cells.ts";
import { keyOf, readJournal } from "../../../docs/quality/journal.ts";
import { measure, type Measurement } from "../../../docs/quality/measure.ts";
import { oracleFor } from "../../../docs/quality/oracle.ts";
import { sheetOf } from "../../../docs/quality/picture.ts";
import { referenceOf } from "../../../docs/quality/reference.ts";
import { estimateOf } from "../../../docs/quality/table.ts";
import { block, full } from "../../../docs/quality/setting.ts";
import { cost, samplerNamed, samplers } from "../../../dsl/mod.ts";
import { drawSheet } from "../../../runtime/plot/mod.ts";
import { root } from "../../support/root.ts";

const file = (name: string): string => join(root, "docs", name);
const all = readJournal(file("quality.jsonl"));
const oracle = await oracleFor("absorbing", "loo");
const reference = referenceOf(oracle, full.length);
const sentence = "the registry and docs/quality.jsonl differ: run `npm run quality`, which runs only what is missing";
const nameOf = ({ sampler, process, settings }: Cell): string => `${sampler} ${process} ${JSON.stringify(settings)}`;

const step = suite("the quality table keeps step");
step("it has every sampler of the registry, with its present program, and no other", async () => {
  const { cells } = await planOf(samplers, full);
  const line = (cell: Cell): string => `${nameOf(cell)} ${keyOf(cell, full)}`;
  assert.equal(all.map(line).sort(), cells.map(line).sort(), sentence);
});
step("the page and the picture are those of the numbers", async () => {
  const page = readFileSync(file("quality.md"), "utf8");
  for (const { sampler, bits } of all) {
    assert.ok(page.includes(sampler) && page.includes(estimateOf(bits)), sentence);
  }
  const svg = await drawSheet(sheetOf(all, reference, full))();
  assert.ok(isRight(svg));
  assert.ok(svg.right === readFileSync(file("quality.svg"), "utf8"), sentence);
});
step("the cheapest cell of each noise gives the same numbers again", async () => {
  for (const process of ["absorbing", "uniform"] as const) {
    const [cheapest] = all.filter((one) => one.process === process).toSorted((a, b) => a.nfe - b.nfe);
    const { nfe, bits, entropy, distinct } = cheapest;
    assert.equal(await measure(cheapest, full), { nfe, bits, entropy, distinct }, nameOf(cheapest));
  }
});
step.run();

const numbers = suite("the numbers of the quality table");
const every = (what: string, holds: (one: Measurement) => boolean): void =>
  assert.equal(all.filter((one) => !holds(one)).map((one) => `${what}: ${nameOf(one)}`), []);
numbers("lie where they can lie", () => {
  const { vocabulary } = oracle.abilities;
  every("bits", ({ bits }) => bits.mean > 0 && bits.mean < 12 && bits.half >= 0 && bits.half < 1);
  every("entropy", ({ entropy }) => entropy.mean > 0 && entropy.mean < Math.log2(Math.min(vocabulary, full.length)));
  every("distinct", ({ distinct }) => distinct.length === 4 && distinct.every((share) => share > 0 && share <= 1));
  every(
    "longer n-grams repeat less",
    ({ distinct: [one, two, three, four] }) => one < two && two < three && three <= four,
  );
});
numbers("as many evaluations ran as the program costs", () => {
  every("cost", ({ sampler, settings, nfe }) => {
    const { least, most } = cost(programOf(samplerNamed(sampler)!, settings), { length: full.length });
    const ran = nfe * full.length / block;
    return ran >= least - 0.01 && ran <= most + 0.01;
  });
});
numbers(
  "samplers that reveal one mask at a time, unsharpened, have the bits of the law (4.5 standard errors: false alarm 7e-6 each)",
  () => {
    const exact = all.filter(({ family, process, budget, variants }) =>
      family === "ancestral" && process === "absorbing" && budget === null && variants.includes("plain")
    );
    assert.ok(exact.length >= 3);
    for (const { bits, sampler } of exact) {
      assert.ok(Math.abs(bits.mean - reference.bits) < 4.5 / 1.96 * bits.half, `${sampler}: ${bits.mean}`);
    }
  },
);
numbers.run();
