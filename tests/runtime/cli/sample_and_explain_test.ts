import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { samplers } from "../../../dsl/mod.ts";
import { blockgen, printed } from "./in_process.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-cli-"));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const sample = suite("sample");
const short = ["sample", "--length", "40", "--steps", "2"];
sample("gives the same text for the same seed, another for another", async () => {
  const [one, two, other] = [
    await printed(...short, "--quiet", "--seed", "5"),
    await printed(...short, "--quiet", "--seed", "5", "--backend", "cpu"),
    await printed(...short, "--quiet", "--seed", "6"),
  ];
  assert.is(one, two);
  assert.is.not(one, other);
  assert.is(one.length, 40 + 1);
});
sample("keeps prompts and infill, a row for each prompt", async () => {
  const rows = await printed(...short, "--prompt", "And Abel ", "--prompt", "In the ");
  assert.match(rows, /^-- row 0 --\nAnd Abel [\s\S]*^-- row 1 --\nIn the /m);
  const infill = await printed(...short, "--quiet", "--infill", "And ____ said unto");
  assert.match(infill, /^And [\s\S]{4} said unto/);
});
sample("refuses a knob that turns nothing, for names, files and comparisons alike", async () => {
  const program = file("arpc.json", await printed("explain", "arpc", "--json"));
  const refused = async (...args: string[]): Promise<string> => {
    const { code, stderr } = await blockgen(...args);
    assert.is(code, 2, stderr);
    return stderr;
  };
  assert.match(
    await refused("sample", "--top-p", "0.9"),
    /--top-p as arpc has no such knob: known are --block, --steps/,
  );
  assert.match(await refused("sample", "--program", program, "--steps", "2"), /arpc\.json has all its numbers in it/);
  assert.match(await refused("explain", program, "--temperature", "0"), /has all its numbers in it/);
  const compared = ["explain", "arpc", "--compare", "block-ancestral"];
  assert.match(await refused(...compared, "--eta", "1"), /--eta as none of arpc, block-ancestral has that knob/);
  assert.match(await printed(...compared, "--every", "2"), /\n/, "one of the two has it");
  assert.match(await refused("eval", "genppl", "--kappa", "1", "--rows", "1"), /--kappa as arpc has no such knob/);
});
sample("prints JSON with texts and numbers", async () => {
  const data = JSON.parse(await printed(...short, "--json", "--rows", "2", "--process", "uniform", "--backend", "cpu"));
  assert.is(data.rows.length, 2);
  assert.is(data.rows[0].text.length, 40);
  assert.equal([data.sampler, data.process, data.backend, data.nfe], ["arpc", "uniform", "cpu", 2 * 3 * 3]);
  assert.ok(data.bitsPerCharacter > 0 && data.tokensPerSecond > 0);
});
sample("tells its stages on stderr, and the text is the same", async () => {
  const quiet = await blockgen(...short, "--quiet");
  const told = await blockgen(...short, "--quiet", "--trace", "stage");
  assert.is(told.stdout, quiet.stdout);
  assert.match(told.stderr, /correct > Renoise/);
  assert.match(told.stderr, /update 1\/2 {2}alpha 0\.001 -> /);
});
sample("learns from a text of the user's", async () => {
  const text = file("cat.txt", "the cat sat on the mat. the rat sat on the cat. ");
  assert.match(await printed("sample", "--model", `oracle:${text}`, "--length", "30", "--quiet"), /^[a-z. ]{30}\n$/);
});
const explain = suite("explain");
explain("says what a sampler does and costs", async () => {
  const text = await printed("explain", "arpc", "--steps", "4");
  assert.match(text, /^blocks {2}of 16$/m);
  assert.match(text, /^NFE +2N-1 per block of 16 \(N = 4\); 112 for 256 tokens$/m);
});
explain("prints pipeline, cost, source and diagram of every named sampler", async () => {
  for (const { name } of samplers) {
    const text = await printed("explain", name);
    for (
      const part of [/^blocks {2}of /m, /^NFE +\S.* for 256 tokens$/m, /^export const sampler = /m, /^flowchart TD$/m]
    ) {
      assert.match(text, part, name);
    }
  }
});
explain("says what a program of a file needs, and why it cannot run", async () => {
  const nodes = [{ _tag: "Predict", visible: "raw", self: true }];
  const text = await printed("explain", file("loose.json", JSON.stringify({ version: 1, nodes })));
  assert.match(text, /^needs +rawAtVisible, selfConditioning$/m);
  assert.match(text, /^cannot run +predict reads a noisy block, and here it is open$/m);
});
explain("marks the one line that differs", async () => {
  const text = await printed("explain", "arpc", "--compare", "block-ancestral");
  assert.is(text.split("\n").filter((line) => line.startsWith("> ")).length, 1);
});
explain("writes diagrams, source, and JSON that sample reads", async () => {
  assert.match(await printed("explain", "arpc", "--diagram"), /^flowchart TD\n/);
  assert.match(await printed("explain", "arpc", "--source"), /^export const sampler = blocks\(16/m);
  const json = await printed("explain", "arpc", "--steps", "2", "--json");
  const again = await printed("sample", "--program", file("arpc.json", json), "--length", "40", "--quiet");
  assert.is(again, await printed(...short, "--quiet"));
  const link = (await printed("explain", "arpc", "--steps", "2", "--link")).trim();
  assert.is(await printed("sample", "--program", link, "--length", "40", "--quiet"), again);
});
explain("inspect says what a model can do", async () => {
  const facts = JSON.parse(await printed("inspect", "oracle", "--process", "uniform", "--json"));
  assert.equal([facts.process, facts.prediction, facts.arVerify], ["uniform", "loo", true]);
  assert.ok(facts.samplers.includes("arpc"));
});
explain.after(() => rmSync(folder, { recursive: true, force: true }));
sample.run();
explain.run();
