import { isRight } from "fp-ts/lib/Either.js";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  bytePairTokenizer,
  learnBytePairs,
  miniProblems,
  toTokenizerJson,
  trainingText,
} from "../../../runtime/mod.ts";
import { root } from "../../support/root.ts";
import { smallNetwork } from "../../support/small_network.ts";
import { writeSynthetic } from "../../support/synthetic_weights.ts";
import { blockgen, printed } from "./in_process.ts";

const home = mkdtempSync(join(tmpdir(), "blockgen-gsm8k-"));
const at = (name: string): string => join(home, name);

const text = miniProblems({ split: "train", count: 300 }).map((problem) => trainingText(problem)).join("");
const table = learnBytePairs(text, { pieces: 300, eos: true });
if (!isRight(table)) { throw new Error("three hundred pieces are enough"); }
const { vocabulary } = bytePairTokenizer(table.right);

/** A network that knows the words of mini problems, and nothing else. */
const model = at("model");
await writeSynthetic(model, {
  network: { ...smallNetwork, length: 64, vocabulary: vocabulary + 1 },
  dtype: "F32",
  seed: 1,
  own: { process: "absorbing", prediction: "loo", blockSizes: "any", arVerify: true, vocabulary },
});
writeFileSync(join(model, "tokenizer.json"), toTokenizerJson(table.right));

const common = ["eval", "gsm8k", "--model", model, "--engine", "host", "--backend", "host", "--steps", "2"];
const records = (file: string): readonly { readonly problem: number; readonly ended: string }[] =>
  readFileSync(file, "utf8").trim().split("\n").slice(1).map((line) => JSON.parse(line));

const command = suite("blockgen eval gsm8k");
command("compares samplers at equal NFE on the same problems, with intervals that have a width", async () => {
  const args = common.slice(0, -2);
  const said = JSON.parse(
    await printed(...args, "--samplers", "arpc,block-ancestral", "--nfe", "3", "--limit", "6", "--json"),
  );
  assert.equal(
    said.samplers.map((
      s: { name: string; steps: number; nfePerBlock: number; problems: number },
    ) => [s.name, s.steps, s.nfePerBlock, s.problems]),
    [["arpc", 2, 3, 6], ["block-ancestral", 3, 3, 6]],
  );
  for (const { accuracy, wilson, correct } of said.samplers) {
    assert.is(accuracy.value, correct / 6);
    assert.ok(wilson.high - wilson.low > 0.3);
  }
  const [{ first, second, difference, newcombe, problems }] = said.differences;
  assert.equal([first, second, problems], ["arpc", "block-ancestral", 6]);
  assert.ok(difference.low <= difference.value && difference.value <= difference.high && newcombe.low < 0);
});
command("runs samplers of whole rows in blocks, with the same budget for each of them", async () => {
  const args = [...common.slice(0, -2), "--nfe", "3", "--limit", "2", "--block", "8", "--json"];
  const said = JSON.parse(await printed(...args, "--samplers", "block-ancestral,ancestral"));
  const [blocks, whole] = said.samplers;
  assert.equal([blocks.nfePerBlock, whole.nfePerBlock], [3, 3]);
  assert.ok(blocks.nfePerProblem > 3, "rows have several blocks");
  assert.is(blocks.nfePerProblem, whole.nfePerProblem);
});
command("compares a program of one's own with named samplers", async () => {
  const program = at("mine.json");
  writeFileSync(program, await printed("explain", "block-ancestral", "--block", "8", "--steps", "3", "--json"));
  const args = [...common.slice(0, -2), "--program", program, "--limit", "2", "--json"];
  const alone = JSON.parse(await printed(...args));
  assert.equal(alone.samplers.map((s: { name: string }) => s.name), ["mine"]);
  const said = JSON.parse(await printed(...args, "--samplers", "block-ancestral", "--block", "8", "--nfe", "3"));
  const [mine, theirs] = said.samplers;
  assert.equal([mine.name, theirs.name, said.differences.length], ["mine", "block-ancestral", 1]);
  assert.equal([mine.nfePerBlock, mine.nfePerProblem], [theirs.nfePerBlock, theirs.nfePerProblem], "one composition");
  const { code, stderr } = await blockgen(...args, "--steps", "2");
  assert.is(code, 2);
  assert.match(stderr, "mine.json has all its numbers in it");
});
command("calls a program otherwise than the sampler beside it, whose name its file has", async () => {
  const program = at("arpc.json");
  writeFileSync(program, await printed("explain", "arpc", "--block", "16", "--steps", "2", "--json"));
  const args = [...common, "--program", program, "--samplers", "arpc", "--limit", "2", "--json"];
  const said = JSON.parse(await printed(...args, "--out", at("both.jsonl")));
  assert.equal(
    said.samplers.map((s: { name: string; file: string }) => [s.name, s.file]),
    ["arpc-program", "arpc"].map((name) => [name, at(`both.${name}.jsonl`)]),
  );
  assert.equal([said.differences[0].first, said.differences[0].second], ["arpc-program", "arpc"]);
});
command(
  "says what a program of one's own costs where --nfe is for the others, and refuses it where none is",
  async () => {
    const program = at("mine.json");
    writeFileSync(program, await printed("explain", "block-ancestral", "--block", "16", "--steps", "2", "--json"));
    const args = [...common.slice(0, -2), "--program", program, "--limit", "1", "--nfe", "3"];
    const alone = await blockgen(...args);
    assert.is(alone.code, 2);
    assert.match(alone.stderr, /^Cannot use --nfe as .*mine\.json has its own steps in it: .* --samplers$/m);
    const { stderr } = await blockgen(...args, "--samplers", "arpc", "--quiet");
    assert.is(stderr, "mine has its own steps in it and costs up to 2 NFE a block: --nfe 3 is for the others.\n");
  },
);
command("prints what is to know of a model once, before anything runs, and keeps it in JSON", async () => {
  const undeclared = at("undeclared");
  await writeSynthetic(undeclared, {
    network: { ...smallNetwork, length: 64, vocabulary: vocabulary + 9 },
    dtype: "F32",
    seed: 1,
    own: { process: "uniform", prediction: "unknown", blockSizes: "any", arVerify: false },
  });
  writeFileSync(join(undeclared, "tokenizer.json"), toTokenizerJson(table.right));
  const args = ["eval", "gsm8k", "--model", undeclared, "--engine", "host", "--backend", "host", "--length", "16"];
  const two = [...args, "--samplers", "block-ancestral,ancestral", "--limit", "1"];
  const { stderr } = await blockgen(...two, "--quiet");
  const { notices } = JSON.parse(await printed(...two, "--json"));
  assert.is(stderr, notices.map((notice: string) => `${notice}\n`).join(""));
  assert.is(notices.length, 2, stderr);
  assert.match(notices[0], "vocabulary");
  assert.match(notices[1], "the paper's plug-in posterior is used");
});
command("finds out before anything runs that the file of the second sampler holds something else", async () => {
  writeFileSync(at("taken.block-ancestral.jsonl"), "hello\n");
  const args = [...common, "--samplers", "arpc,block-ancestral", "--limit", "1", "--out", at("taken.jsonl")];
  const { code, stderr } = await blockgen(...args);
  assert.is(code, 1);
  assert.match(stderr, /^Cannot keep records in .*taken\.block-ancestral\.jsonl/);
  assert.is(records(at("taken.arpc.jsonl")).length, 0);
});
command("refuses a knob that none of its samplers has", async () => {
  const { code, stderr } = await blockgen(...common, "--samplers", "arpc,block-ancestral", "--top-p", "0.9");
  assert.is(code, 2);
  assert.match(stderr, "--top-p as none of arpc, block-ancestral has that knob");
});
command("keeps records, makes none twice, says where they are, and how far it is on stderr alone", async () => {
  const file = at("kept.jsonl");
  const { stdout: first, stderr } = await blockgen(...common, "--limit", "3", "--out", file);
  assert.match(stderr, /^\[#{20}\] 3\/3 problems with arpc, 0 s left$/m);
  assert.match(first, /^arpc, 2 steps: 3 NFE a block, [\d.]+ a problem$/m);
  assert.match(first, /^ {2}accuracy +[\d.]+ % \(\d of 3\), 95 %: .* by bootstrap, .* by Wilson; .*: 33\.3 %$/m);
  assert.match(first, /^ {2}programs +\w+ \d/m);
  assert.match(first, new RegExp(`^  records   ${file}$`, "m"));
  const before = readFileSync(file, "utf8");
  const again = await blockgen(...common, "--limit", "3", "--quiet", "--out", file);
  assert.equal([again.stdout, again.stderr], [first, ""]);
  assert.is(readFileSync(file, "utf8"), before);
  const other = await blockgen(...common, "--limit", "3", "--seed", "1", "--out", file);
  assert.is(other.code, 1);
  assert.match(other.stderr, "as it holds another evaluation");
  assert.match(before, /^\{"run":.*\\"version\\":\\"[0-9a-f]{16}\\"/);
});
command("killed at any moment and started again: every problem once, the same records", async () => {
  const [whole, killed] = [at("whole.jsonl"), at("killed.jsonl")];
  await printed(...common, "--limit", "16", "--batch", "2", "--quiet", "--out", whole);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "runtime/cli.ts", ...common, "--limit", "16", "--batch", "2", "--quiet", "--out", killed],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while (!existsSync(killed) || records(killed).length < 3) { await sleep(5); }
  child.kill("SIGKILL");
  await ended;
  const left = records(killed).length;
  assert.ok(left >= 3 && left <= 16, String(left));
  await printed(...common, "--limit", "16", "--batch", "2", "--quiet", "--out", killed);
  const byProblem = (file: string) => [...records(file)].sort((a, b) => a.problem - b.problem);
  assert.equal(byProblem(killed).map(({ problem }) => problem), Array.from({ length: 16 }, (_, i) => i));
  assert.equal(byProblem(killed), byProblem(whole));
});
command("a model without tokens for a problem says so, and a stand-in helps", async () => {
  const file = at("real.jsonl");
  const line = { question: "Zoë pays $7. How much?", answer: "#### 7" };
  writeFileSync(file, `${JSON.stringify(line)}\n`);
  const without = await printed(...common, "--problems", file);
  assert.match(
    without,
    /^ {2}no prompt for 1 of 1, most often as the model has no token for "Z"; --replace names a stand-in$/m,
  );
  const helped = JSON.parse(await printed(...common, "--problems", file, "--replace", "a", "--json"));
  assert.equal([helped.samplers[0].noPrompt, helped.samplers[0].problems], [{}, 1]);
});
command.run();

const help = suite("help of eval");
help("names what can be measured; each has its own options alone", async () => {
  const all = await printed("eval", "--help");
  for (const name of ["likelihood", "genppl", "gsm8k"]) { assert.match(all, new RegExp(`^  ${name} +\\w`, "m")); }
  assert.not.match(all, /^ {2}--judge/m);
  const own = await printed("eval", "gsm8k", "--help");
  assert.match(own, /^Usage: blockgen eval gsm8k \[options\]$/m);
  assert.match(own, /^ {2}--problems/m);
  assert.not.match(own, /^ {2}--judge/m);
});
help("an option of another evaluation, or in front of the word, ends in a sentence", async () => {
  const other = await blockgen("eval", "gsm8k", "--judge", "oracle");
  assert.equal([other.code, other.stdout], [2, ""]);
  assert.match(other.stderr, "Cannot read the option --judge");
  assert.match((await blockgen("eval", "--json", "gsm8k")).stderr, "Cannot read the options before gsm8k");
});
help.run();

const hostile = suite("hostile files and lines end in a sentence");
const deep = `${"[".repeat(100_000)}`;
const files: readonly (readonly [what: string, content: string | Uint8Array, sentence: RegExp])[] = [
  ["nothing", "\n \n", /must hold problems, one a line: found none/],
  ["no JSON", '{"question": "a", "answer": "b"}\n{"question"', /Cannot read line 2 as it must be JSON/],
  ["a number", "7\n", /Cannot read line 1/],
  ["an answer that is no text", '{"question":"a","answer":1}\n', /Cannot read line 1/],
  ["brackets without end", deep, /Cannot read line 1/],
  ["bytes", Uint8Array.of(0xff, 0xfe, 0, 10), /Cannot read line 1/],
];
for (const [what, content, sentence] of files) {
  hostile(what, async () => {
    writeFileSync(at("odd.jsonl"), content);
    const ended = await blockgen(...common, "--problems", at("odd.jsonl"));
    assert.equal([ended.code, ended.stdout], [1, ""], ended.stderr);
    assert.match(ended.stderr, sentence);
    assert.is(ended.stderr.trim().split("\n").length, 1);
  });
}
hostile("a question that is far too long and an answer without a number are wrong, not fatal", async () => {
  const lines = [["a ".repeat(5000), "#### 1"], ["Ann has 3 pens.", "none"], ["__proto__", "#### 9e999"]];
  writeFileSync(
    at("odd.jsonl"),
    lines.map(([question, answer]) => `${JSON.stringify({ question, answer })}\n`).join(""),
  );
  const said = JSON.parse(await printed(...common, "--problems", at("odd.jsonl"), "--replace", "a", "--json"));
  assert.equal([said.samplers[0].problems, said.samplers[0].correct], [3, 0]);
});
const mistakes: readonly (readonly [what: string, code: 1 | 2, sentence: RegExp, ...args: string[]])[] = [
  ["no such file", 1, /there is no such file/, "--problems", "none.jsonl"],
  ["a folder", 1, /it is a folder/, "--problems", home],
  ["an unknown sampler", 1, /did you mean "arpc"/, "--sampler", "arp"],
  ["a sampler against itself", 2, /with itself/, "--samplers", "arpc,arpc"],
  ["both ways to name samplers", 2, /--sampler and --samplers/, "--sampler", "arpc", "--samplers", "arpc"],
  ["both budgets", 2, /--nfe and --steps/, "--nfe", "3"],
  ["programs without time", 2, /--seconds as it must be a number >= 0\.1/, "--seconds", "0"],
  ["a limit of nothing", 2, /--limit as it must be a whole number >= 1/, "--limit", "0"],
  ["records in a folder", 1, /Cannot keep records/, "--limit", "1", "--out", home],
];
for (const [what, code, sentence, ...args] of mistakes) {
  hostile(what, async () => {
    const ended = await blockgen(...common, ...args);
    assert.is(ended.code, code, ended.stderr);
    assert.match(ended.stderr, sentence);
  });
}
hostile("a budget that a sampler without steps does not meet", async () => {
  const { code, stderr } = await blockgen(...common.slice(0, -2), "--samplers", "arpc,fast-dllm", "--nfe", "9");
  assert.is(code, 1);
  assert.match(stderr, /^Cannot run fast-dllm within 9 NFE a block as it costs up to 16, and has no steps/);
});
hostile("no model", async () => {
  assert.match((await blockgen("eval", "gsm8k")).stderr, "Cannot evaluate without --model");
});
hostile.after(() => rmSync(home, { recursive: true }));
hostile.run();
