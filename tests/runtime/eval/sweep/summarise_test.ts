import { isRight } from "fp-ts/lib/Either.js";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Cell, cellsOf } from "../../../../runtime/eval/sweep/cells.ts";
import { sweepSheet } from "../../../../runtime/eval/sweep/picture.ts";
import { readPlan } from "../../../../runtime/eval/sweep/plan.ts";
import { type PerText, resultLine, type SweepResult } from "../../../../runtime/eval/sweep/result.ts";
import { summarise } from "../../../../runtime/eval/sweep/summarise.ts";
import { blockgen, printed } from "../../cli/in_process.ts";

const close = (found: number, want: number): void =>
  assert.ok(Math.abs(found - want) <= 1e-9, `found ${found}, want ${want}`);

const plan = readPlan({ samplers: ["arpc", "block-ancestral"], nfe: [3, 5], seeds: [1, 2], temperatures: [0.5, 1] });
if (!isRight(plan)) { throw new Error("this is a plan"); }
const cells = cellsOf(plan.right, () => "");
/** Two texts of 4 characters a cell; all numbers follow from the seed. */
const perText = ({ seed }: Cell): PerText => ({
  nats: [4 * Math.LN2 * seed, 8 * Math.LN2 * seed],
  tokens: [2, 2],
  characters: [4, 4],
  entropy: [1, 3],
});
const results: readonly SweepResult[] = cells.map(({ id, cell }) => ({
  id,
  cell,
  nfe: cell.budget!,
  perText: perText(cell),
  distinct: [0.25, 0.5, 0.75, 1],
  tokens: "0",
  ran: { engine: "oracle", backend: "host" },
}));

const summaries = suite("results of a sweep, seeds put together");
summaries("are means over all texts with their interval, by hand", () => {
  const all = summarise(results);
  assert.is(all.length, 2 * 2 * 2 * 2);
  for (const { texts, bits, entropy, perplexity, nfe, cell } of all) {
    // Bits of the four texts: 1, 2, 2, 4, so mean 9/4 and unbiased variance 19/12; nats per token are twice that times ln 2.
    assert.is(texts, 4);
    close(bits.mean, 9 / 4);
    close(bits.half, 3.1824 * Math.sqrt(19 / 12 / 4)); // Student's quantile of 3 degrees of freedom
    close(perplexity.mean, 2 ** (9 / 2));
    close(entropy.mean, 2);
    assert.is(nfe, cell.budget);
  }
});
summaries("weigh texts by their tokens, and leave those without a score out: the ratio estimator by hand", () => {
  const one = results.find(({ cell }) => cell.seed === 1)!;
  const perText = { nats: [2, 9, 0], tokens: [2, 4, 0], characters: [4, 8, 0], entropy: [1, 3, 0] };
  const [found] = summarise([{ ...one, perText }]);
  assert.equal([found!.texts, found!.empty], [2, 1]);
  // 11 nats of 6 tokens; residuals 2 - 11/6 2 and 9 - 11/6 4, which are -5/3 and 5/3: variance 50/9, mean tokens 3.
  const half = 12.7062 * Math.sqrt(50 / 9 / 2) / 3;
  close(found!.perplexity.mean, Math.exp(11 / 6));
  close(found!.perplexity.half, Math.exp(11 / 6) * half);
  close(found!.bits.mean, (2 / 4 + 9 / 8) / 2 / Math.LN2);
  assert.is(found!.entropy.mean, 2);
  const [panel] = sweepSheet([found!], { x: "nfe", y: "perplexity", rows: "model" }).rows[0]!.panels;
  const { low, high } = panel!.lines[0]!.points[0]!;
  assert.ok(low! > 0, "also where half the interval is more than the perplexity");
  close(Math.log(low!), 11 / 6 - half);
  close(Math.log(high!), 11 / 6 + half);
});
summaries("of texts without any score have no point", () => {
  const none = { nats: [0, 0], tokens: [0, 0], characters: [0, 0], entropy: [0, 0] };
  const sheet = sweepSheet(summarise([{ ...results[0]!, perText: none }]), { x: "nfe", y: "bits", rows: "model" });
  assert.equal(sheet.rows[0]!.panels[0]!.lines[0]!.points, []);
});
summaries("become a line for each knob, judge and length, named where one line would mix them", () => {
  const some = results.filter(({ cell }) => cell.temperature === 1 && cell.seed === 1 && cell.process === "uniform");
  const turned = (change: (cell: Cell) => Partial<Cell>): readonly SweepResult[] =>
    some.map((one) => ({ ...one, cell: { ...one.cell, ...change(one.cell) } }));
  const namesOf = (all: readonly SweepResult[], rows: "model" | "judge" = "model") =>
    sweepSheet(summarise(all), { x: "nfe", y: "bits", rows }).rows.map(({ panels }) =>
      panels[0]!.lines.map(({ names, points }) => `${names[0]}: ${points.length}`).sort()
    );
  assert.equal(namesOf(some), [["arpc, uniform: 2", "block-ancestral, uniform: 2"]]);
  const by = turned(({ sampler, settings }) => sampler === "arpc" ? { settings: { ...settings, by: "gap" } } : {});
  assert.equal(namesOf([...some, ...by]), [
    ["arpc, by gap, uniform: 2", "arpc, by nll, uniform: 2", "block-ancestral, uniform: 2"],
  ]);
  const judged = turned(() => ({ judge: "ngram:kjv", judgeVersion: "v" }));
  assert.equal(namesOf([...some, ...judged])[0], [
    "arpc, judge ngram:kjv, uniform: 2",
    "arpc, judge oracle, uniform: 2",
    "block-ancestral, judge ngram:kjv, uniform: 2",
    "block-ancestral, judge oracle, uniform: 2",
  ]);
  assert.equal(namesOf([...some, ...judged], "judge"), [namesOf(some)[0], namesOf(some)[0]]);
  assert.equal(namesOf([...some, ...turned(() => ({ length: 64 }))])[0]!.length, 4);
  // Two models may each have a judge of their own: nothing is mixed.
  assert.equal(namesOf([...some, ...turned(() => ({ model: "other", judge: "ngram:kjv" }))]), [
    namesOf(some)[0],
    namesOf(some)[0],
  ]);
});
summaries("become a row of panels for each value of a key, a line for each sampler and noise", () => {
  const sheet = sweepSheet(summarise(results), { x: "nfe", y: "bits", rows: "temperature" });
  assert.equal(sheet.columns, ["bits per character", "entropy within a text, bits"]);
  assert.equal(sheet.rows.map(({ title }) => title), ["temperature: 0.5", "temperature: 1"]);
  const [lines] = sheet.rows[0]!.panels.map((panel) => panel.lines);
  assert.is(lines!.length, 4);
  assert.equal(lines![0]!.points.map(({ x }) => x), [3, 5]);
  assert.equal(lines!.map(({ dashed }) => dashed).sort(), [false, false, true, true]);
});
summaries("draw a frontier along the temperature, a line for each budget", () => {
  const sheet = sweepSheet(summarise(results), { x: "entropy", y: "bits", rows: "process" });
  assert.is(sheet.columns.length, 1);
  assert.equal(sheet.rows.map(({ title }) => title), ["process: masked", "process: uniform"]);
  assert.equal(sheet.rows[0]!.panels[0]!.lines.map(({ names }) => names[0]), [
    "arpc, 3 NFE, masked",
    "block-ancestral, 3 NFE, masked",
    "arpc, 5 NFE, masked",
    "block-ancestral, 5 NFE, masked",
  ]);
});
summaries("draw budgets along a line beside samplers without a temperature, which turn nothing", () => {
  const own = { sampler: "linear-spec", settings: {}, budget: null, temperature: null };
  const one = results.filter(({ cell }) => cell.temperature === 1 && cell.process === "absorbing");
  const without = one.slice(0, 1).map((found) => ({ ...found, cell: { ...found.cell, ...own } }));
  const sheet = sweepSheet(summarise([...one, ...without]), { x: "entropy", y: "bits", rows: "model" });
  const lines = sheet.rows[0]!.panels[0]!.lines.map(({ names, points }) => `${names[0]}: ${points.length}`);
  assert.equal(lines, ["arpc, masked: 2", "block-ancestral, masked: 2", "linear-spec, masked: 1"]);
});
summaries("keep programs of another version apart, which a line would have two points for at one x", () => {
  const some = results.filter(({ cell }) => cell.temperature === 1 && cell.process === "uniform");
  const arpc = some.filter(({ cell }) => cell.sampler === "arpc");
  const older = (version: number): readonly SweepResult[] =>
    arpc.map((one) => ({ ...one, cell: { ...one.cell, program: `${version}${one.cell.budget}`.padEnd(16, "0") } }));
  const linesOf = (all: readonly SweepResult[]) =>
    sweepSheet(summarise(all), { x: "nfe", y: "bits", rows: "model" }).rows[0]!.panels[0]!.lines
      .map(({ names, points }) => `${names[0]}: ${points.length}`);
  assert.equal(linesOf([...arpc, ...older(1)]), [
    "arpc, program current, uniform: 2",
    "arpc, program other, uniform: 2",
  ]);
  // Alone they are a line like any other, and of several other versions no two points are joined wrongly.
  assert.equal(linesOf(older(1)), ["arpc, uniform: 2"]);
  assert.ok(linesOf([...arpc, ...older(1), ...older(2)]).includes("arpc, program 13000000, uniform: 1"));
  // A budget may buy other steps than it did.
  const dearer = older(1).map((one) => {
    const settings = { ...one.cell.settings, steps: one.cell.settings.steps! - 1 };
    return { ...one, cell: { ...one.cell, settings } };
  });
  assert.is(linesOf([...arpc, ...dearer]).length, 2);
});
summaries.run();

const folder = mkdtempSync(join(tmpdir(), "blockgen-plot-"));
const file = join(folder, "results.jsonl");
writeFileSync(file, results.map((one) => resultLine(one, one)).join("") + '{"id":"half');

const plots = suite("blockgen plot");
plots("draws bands and entropy beside quality", async () => {
  const out = join(folder, "picture.svg");
  await printed("plot", file, "--rows", "temperature", "--out", out);
  const svg = readFileSync(out, "utf8");
  assert.match(svg, /^<svg /);
  assert.is(svg.match(/aria-label="area"/g)?.length, 2 * 2 * 4);
});
plots("gives the numbers, and chooses among them", async () => {
  const of = async (...where: readonly string[]) =>
    (JSON.parse(await printed("plot", file, "--json", ...where.flatMap((one) => ["--where", one]))) as unknown[])
      .length;
  assert.is(await of(), 16);
  assert.is(await of("process=masked", "budget=3"), 4);
  assert.is(await of("sampler=arpc", "temperature=1"), 4);
  assert.is(await of("by=nll"), 8);
  assert.is(await of("by=none"), 8);
  assert.is(await of("length=128", "block=16", "judge=oracle", "engine=auto"), 16);
  assert.is(await of("program=current"), 16);
  // Of both noises.
  assert.is(await of(`program=${cells[0]!.cell.program}`), 2);
  const masked = join(folder, "masked.jsonl");
  const named = results.slice(0, 1).map((one) => ({ ...one, cell: { ...one.cell, model: "masked", judge: "a=b" } }));
  writeFileSync(masked, named.map((one) => resultLine(one, one)).join(""));
  const chosen = await printed("plot", masked, "--json", "--where", "model=masked", "--where", "judge=a=b");
  assert.is(JSON.parse(chosen).length, 1);
});
plots("says what it cannot draw", async () => {
  const complaint = async (...args: readonly string[]) => (await blockgen("plot", ...args)).stderr;
  assert.match(await complaint(), /name a file of results/);
  assert.match(await complaint(join(folder, "none.jsonl")), /there is no such file/);
  assert.match(await complaint(file), /Cannot draw without --out/);
  assert.match(await complaint(folder), /Cannot read .* as it is a folder/);
  assert.match(await complaint(file, "--json", "--out", join(folder, "numbers")), /leave out --json or --out/);
  assert.match(await complaint(file, "--out", folder), /Cannot write .* as it is a folder/);
  assert.equal(readdirSync(tmpdir()).filter((name) => name === `${basename(folder)}.unfinished`), []);
  const before = readFileSync(file, "utf8");
  assert.match(await complaint(file, "--out", file), /Cannot draw into .* as it holds results: name another file/);
  assert.is(readFileSync(file, "utf8"), before);
  assert.match(await complaint(file, "--y", "bit"), /did you mean "bits"/);
  assert.match(await complaint(file, "--where", "colour=1"), /Cannot choose by "colour"/);
  assert.match(await complaint(file, "--where", "budget=4"), /no result has budget=4/);
});
plots.after(() => rmSync(folder, { recursive: true }));
plots.run();
