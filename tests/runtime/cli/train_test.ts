import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blockgen, printed } from "./in_process.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-cli-train-"));
const text = join(folder, "text.txt");
writeFileSync(
  text,
  Array.from({ length: 200 }, (_, i) => `the cat sat on the ${["mat", "hat", "rat"][i * i % 3]}\n`).join(""),
);
const out = join(folder, "run");
const small = [
  "--width",
  "8",
  "--layers",
  "1",
  "--length",
  "16",
  "--rows",
  "2",
  "--vocabulary",
  "20",
  "--blocks",
  "1,4",
];
const start = ["train", "--corpus", text, "--steps", "4", ...small];

const runs = suite("blockgen train");
runs.after(() => rmSync(folder, { recursive: true, force: true }));

runs("trains, tells of samples, draws its curve, and says what comes next", async () => {
  const ended = await blockgen(...start, "--out", out, "--plot");
  assert.is(ended.code, 0, ended.stderr);
  assert.match(ended.stdout, `The network is in ${out}: blockgen sample --model ${out}`);
  assert.match(ended.stderr, /tokens to train on, \d+ held out, 20 pieces\n/);
  assert.match(ended.stderr, /^block-ancestral: "/m);
  assert.match(ended.stderr, /^arpc: "/m);
  assert.match(readFileSync(join(out, "curve.svg"), "utf8"), /^<svg[\s\S]*block size 4[\s\S]*<\/svg>\s*$/);
  for (const name of ["model.safetensors", "config.json", "tokenizer.json", "train.json", "log.jsonl"]) {
    assert.ok(existsSync(join(out, name)), name);
  }
});

runs("goes on with the settings of the folder, and writes half the bytes where it is asked to", async () => {
  const size = () => readFileSync(join(out, "model.safetensors")).length;
  const before = size();
  const ended = await blockgen("train", "--resume", "--out", out, "--dtype", "f16");
  assert.is(ended.code, 0, ended.stderr);
  assert.ok(size() < 0.7 * before);
});

runs("that is stopped says what goes on with it, with all that was asked for besides the settings", async () => {
  const at = join(folder, "stopped");
  const stop = setInterval(() => process.listenerCount("SIGINT") > 0 && process.emit("SIGINT"), 20);
  const ended = await blockgen(
    "train",
    "--corpus",
    text,
    ...small,
    "--steps",
    "100000",
    "--out",
    at,
    "--dtype",
    "f16",
    "--plot",
  );
  clearInterval(stop);
  assert.is(ended.code, 130, ended.stderr);
  assert.is(ended.stdout, `Stopped; go on with blockgen train --resume --out ${at} --dtype f16 --plot\n`);
});

runs("its network is evaluated on the text that was held out, beside 5-grams", async () => {
  const args = [
    "eval",
    "likelihood",
    "--model",
    out,
    "--blocks",
    "1,4",
    "--rows",
    "4",
    "--draws",
    "2",
    "--engine",
    "host",
  ];
  const report = JSON.parse(await printed(...args, "--mixture", "1:1,4:1", "--json")) as {
    sizes: { blockSize: number; exact: boolean; bitsPerCharacter: number }[];
    mixture: { logSumExp: { nats: number }; jensen: { nats: number } };
    judges: { wittenBell: number; kneserNey: number };
    engine: string;
  };
  assert.is(report.engine, "host (float64)");
  assert.equal(report.sizes.map(({ blockSize, exact }) => [blockSize, exact]), [[1, true], [4, false]]);
  report.sizes.forEach(({ bitsPerCharacter }) => assert.ok(bitsPerCharacter > 0.5 && bitsPerCharacter < 6));
  assert.ok(report.mixture.logSumExp.nats <= report.mixture.jensen.nats);
  assert.ok(report.judges.wittenBell < 1.5 && report.judges.kneserNey < 1.5);
  const table = await printed(...args);
  assert.match(table, /scored by host \(float64\)/);
  assert.match(table, /^AR \(block size 1\) +\d\.\d{3} {2}exact$/m);
  assert.match(table, /^5-gram, Kneser-Ney +\d\.\d{3} {2}exact$/m);
});

type Mistake = readonly [what: string, code: 1 | 2, sentence: RegExp, ...args: string[]];
const evaluate = ["eval", "likelihood"];
const mistakes: readonly Mistake[] = [
  ["no corpus", 2, /--corpus must be given/, "train", "--out", join(folder, "x")],
  ["no folder", 2, /--out must be given/, ...start],
  ["an unknown loss", 2, /loss must be .*found "nll"$/, ...start, "--out", join(folder, "x"), "--loss", "nll"],
  ["a mixture that is none", 2, /for example 1:0\.1,16:0\.9/, ...start, "--out", join(folder, "x"), "--blocks", "1:x"],
  ["an unknown number format", 2, /"f8" as --dtype/, ...start, "--out", join(folder, "x"), "--dtype", "f8"],
  ["a corpus that is not there", 1, /no such file/, "train", "--corpus", "no.txt", "--out", join(folder, "x")],
  ["nothing to go on with", 1, /start it without --resume$/, "train", "--resume", "--out", join(folder, "x")],
  ["a folder with a run", 1, /go on with --resume, or name another folder$/, ...start, "--out", out],
  ["another setting for a run", 2, /Cannot change --rate/, "train", "--resume", "--out", out, "--rate", "1"],
  ["rows longer than the text", 1, /smaller --length$/, ...start, "--out", join(folder, "x"), "--length", "2000"],
  ["nothing to evaluate", 2, /name one of likelihood/, "eval"],
  ["an unknown evaluation", 2, /did you mean "likelihood"\?$/, "eval", "likelyhood"],
  ["no model", 2, /without --model/, ...evaluate],
  ["a model that is not there", 1, /there is no/, ...evaluate, "--model", join(folder, "x")],
  [
    "a block size that does not fit",
    2,
    /block size 3 as it must divide 16/,
    ...evaluate,
    "--model",
    out,
    "--blocks",
    "3",
  ],
  ["block sizes that are none", 2, /whole numbers from 1/, ...evaluate, "--model", out, "--blocks", "1,b"],
  ["an unknown engine", 2, /"gpo" as --engine: did you mean "gpu"\?$/, ...evaluate, "--model", out, "--engine", "gpo"],
];
for (const [what, code, sentence, ...args] of mistakes) {
  runs(`says in a sentence: ${what}`, async () => {
    const ended = await blockgen(...args);
    assert.is(ended.code, code, ended.stderr);
    assert.is(ended.stdout, "");
    assert.match(ended.stderr.trimEnd().split("\n").at(-1)!, sentence);
  });
}

runs.run();
