import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { barLine, downloadBar } from "../../../runtime/cli/download_bar.ts";
import { rowPrinter } from "../../../runtime/cli/row_printer.ts";
import type { Row } from "../../../runtime/rows.ts";
import type { ByteTokenizer } from "../../../runtime/tokenizers/mod.ts";
import { smallNetwork } from "../../support/small_network.ts";
import { writeSynthetic } from "../../support/synthetic_weights.ts";
import { blockgen, printed } from "./in_process.ts";

const home = mkdtempSync(join(tmpdir(), "blockgen-cli-checkpoint-"));
const tokenizer = { type: "blockgen-bpe", version: 1, alphabet: [..."abcdefgh"], merges: [], eos: false };
const written = async (name: string, process: "absorbing" | "uniform", withTokenizer: boolean): Promise<string> => {
  const folder = join(home, name);
  const own = { process, prediction: "full", blockSizes: "any", vocabulary: 8 } as const;
  await writeSynthetic(folder, { network: smallNetwork, dtype: "F32", seed: 1, own });
  if (withTokenizer) { writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer)); }
  return folder;
};
const masked = await written("masked", "absorbing", true);
const uniform = await written("uniform", "uniform", true);
const bare = await written("bare", "absorbing", false);
/** A folder as others publish them: no tokenizer, and nothing that says the noise. */
const published = await written("published", "uniform", false);

const sample = suite("sample from a checkpoint");
sample("prints text, and a summary with engine, backend and NFE", async () => {
  const text = await printed("sample", "--model", masked, "--engine", "host", "--prompt", "abc", "--steps", "2");
  assert.match(text, /^abc[a-h]{21}\n/);
  assert.match(
    text,
    /^arpc on masked noise: engine host \(float64\), kernels on \w+, 6 NFE, \d+ tokens\/s, \d+ settled/m,
  );
});
sample("gives the same text for the same seed on the same engine", async () => {
  const args = ["sample", "--model", uniform, "--engine", "onnx", "--steps", "2", "--length", "12", "--quiet"];
  const [one, two, other] = [await printed(...args), await printed(...args), await printed(...args, "--seed", "1")];
  assert.is(one, two);
  assert.is.not(one, other);
  const json = JSON.parse(await printed(...args.filter((arg) => arg !== "--quiet"), "--json"));
  assert.equal([json.process, json.engine, json.length, json.bitsPerCharacter], ["uniform", "onnx (cpu)", 12, null]);
  assert.is(`${json.rows[0].text}\n`, one);
});
sample("on so many threads gives the same text, and refuses threads of another engine", async () => {
  const args = ["sample", "--model", uniform, "--steps", "2", "--length", "12", "--quiet"];
  const usual = await printed(...args, "--engine", "onnx");
  assert.is(await printed(...args, "--engine", "onnx", "--threads", "1"), usual);
  const host = await blockgen(...args, "--engine", "host", "--threads", "1");
  assert.match(host.stderr, /Cannot use --threads as it is for the engine onnx: found --engine host/);
  const oracle = await blockgen("sample", "--threads", "1");
  assert.match(oracle.stderr, /Cannot use --threads as it is for checkpoints/);
  const many = await blockgen("eval", "likelihood", "--model", uniform, "--engine", "onnx", "--threads", "many");
  assert.match(many.stderr, /Cannot read --threads as it must be a whole number >= 1: found "many"/);
});
sample("writes tokens where there is no tokenizer, and says how to give one", async () => {
  const args = ["sample", "--model", bare, "--engine", "host", "--steps", "2", "--length", "5"];
  const ended = await blockgen(...args);
  assert.match(ended.stdout, /^([0-7] ){5}\n/);
  assert.match(ended.stderr, /^There is no tokenizer, .* Give one with --tokenizer FOLDER\.\n$/);
  assert.match(await printed(...args, "--tokenizer", masked, "--quiet"), /^[a-h]{5}\n$/);
});
sample.run();

const errors = suite("errors are one sentence, before anything runs");
const mistakes: readonly (readonly [what: string, code: 1 | 2, sentence: RegExp, ...args: string[]])[] = [
  ["a missing folder", 1, /Cannot load .*: there is no config\.json$/, "sample", "--model", `${home}/none`],
  [
    "another process",
    1,
    /absorbing noise and the caller says uniform/,
    "sample",
    "--model",
    masked,
    "--process",
    "uniform",
  ],
  ["more tokens than it can", 1, /at most 24 tokens: found 25$/, "sample", "--model", masked, "--length", "25"],
  [
    "a sampler for masks",
    1,
    /cannot do absorbing, which .*uniform noise$/,
    "sample",
    "--model",
    uniform,
    "--sampler",
    "maskgit",
  ],
  [
    "a text without a tokenizer",
    1,
    /found text; give one with --tokenizer FOLDER$/,
    "sample",
    "--model",
    bare,
    "--prompt",
    "a",
  ],
  ["an unknown engine", 1, /"onx": did you mean "onnx"\?$/, "sample", "--model", masked, "--engine", "onx"],
  ["an engine that is not here", 1, /Cannot run on webgl2 here/, "sample", "--model", masked, "--engine", "gpu:webgl2"],
  ["an engine for an oracle", 2, /--engine as it is for checkpoints/, "sample", "--engine", "onnx"],
  ["a place that is none", 1, /must be a folder, hf:owner\/name/, "inspect", "hf:nobody"],
];
for (const [what, code, sentence, ...args] of mistakes) {
  errors(what, async () => {
    const ended = await blockgen(...args);
    assert.equal([ended.code, ended.stdout], [code, ""], ended.stderr);
    assert.is(ended.stderr.split("\n").length, 2, ended.stderr);
    assert.match(ended.stderr.trimEnd(), sentence);
  });
}
errors.run();

const config = JSON.parse(readFileSync(join(published, "config.json"), "utf8"));
writeFileSync(join(published, "config.json"), JSON.stringify({ ...config, blockgen: undefined }));
const pieces = (name: string, alphabet: string): string => {
  mkdirSync(join(home, name));
  writeFileSync(join(home, name, "tokenizer.json"), JSON.stringify({ ...tokenizer, alphabet: [...alphabet] }));
  return join(home, name);
};
const lines = join(home, "lines.txt");
writeFileSync(lines, Array.from({ length: 200 }, (_, i) => `${"abcdef".slice(0, 1 + i * i % 6)}\n`).join(""));

const score = suite("score a published checkpoint");
const measured = ["eval", "likelihood", "--model", published, "--engine", "host", "--blocks", "1,4", "--draws", "2"];
score("with the noise and the tokenizer that the command line names", async () => {
  const more = ["--process", "uniform", "--tokenizer", pieces("letters", "\nabcdef"), "--text", lines];
  const report = JSON.parse(await printed(...measured, ...more, "--rows", "1", "--json"));
  assert.equal([report.process, report.rows, report.tokens, report.prompts], ["uniform", 1, 24, "none"]);
  report.sizes.forEach(({ bitsPerCharacter }: { bitsPerCharacter: number }) => assert.ok(bitsPerCharacter > 1));
});
const held = join(home, "held.txt");
writeFileSync(held, "abc\ndef".repeat(10));
score("on all of a file that is held out, and says what that was and what to know of it", async () => {
  const named = [...measured, "--process", "uniform", "--tokenizer", pieces("held", "\nabcdef"), "--held-out", held];
  const report = JSON.parse(await printed(...named, "--json"));
  assert.equal([report.rows, report.tokens, report.characters, report.part], [2, 48, 48, "all"]);
  assert.equal([report.share, report.judges, report.draws], [48 / 70, null, 2]);
  assert.match(report.notices.join("\n"), /embedding.*\n.*they are loose.*\n.*no 5-grams beside it: --text/);
  const table = await printed(...named);
  assert.match(table, /^2 rows of .*held\.txt: 48 tokens, 48 characters, 68\.6 % of it$/m);
  assert.match(table, /no 5-grams beside it/);
  assert.not.match(table, /5-gram, /);
  const beside = await printed(...named, "--text", lines, "--rows", "1");
  assert.match(beside, /^1 rows of .*held\.txt: 24 tokens, 24 characters, 34\.3 % of it$/m);
  assert.match(beside, /^5-gram, Kneser-Ney +\d\.\d{3} {2}exact$/m);
  const two = JSON.parse(await printed(...measured, ...named.slice(measured.length, -2), "--text", lines, "--json"));
  assert.is(two.part, "held out");
  assert.ok(two.share > 0.01 && two.share < 0.1);
});
score("half of an interval over two draws is 12.7 standard errors", async () => {
  const named = ["--process", "uniform", "--tokenizer", join(home, "held"), "--held-out", held];
  const four = JSON.parse(await printed(...measured, ...named, "--json")).sizes[1].standardError as number;
  assert.match(await printed(...measured, ...named), `bound, +- ${(12.7062 * four).toFixed(3)}`);
});
score("or says in a sentence what is missing or does not fit", async () => {
  const complaint = async (...args: readonly string[]) => {
    const ended = await blockgen(...measured, ...args);
    assert.not.equal(ended.code, 0);
    return ended.stderr.trimEnd();
  };
  assert.match(await complaint("--text", lines), /add --process masked or --process uniform$/);
  assert.match(await complaint("--process", "unifrom"), /did you mean "uniform"\?$/);
  assert.match(await complaint("--process", "uniform", "--text", lines), /Give one with --tokenizer FOLDER\.$/);
  const whole = ["--process", "uniform", "--tokenizer", join(home, "held"), "--held-out"];
  assert.match(await complaint(...whole, lines, "--text", lines), /^Cannot hold out .* leave one of the two out$/m);
  assert.match(await complaint(...whole, "word-problems"), /score those with --text word-problems$/);
  assert.match(await complaint(...whole, join(home, "none.txt")), /Cannot read the corpus .*none\.txt/);
  writeFileSync(join(home, "short.txt"), "abc");
  assert.match(await complaint(...whole, join(home, "short.txt")), /as it must have at least 24 tokens: found 3$/);
  const wide = pieces("wide", "hijklmnop\nabcdef");
  assert.match(
    await complaint("--process", "uniform", "--tokenizer", wide, "--text", lines),
    /the tokenizer must have the 9 tokens of this network: found the token \d+$/,
  );
});
score.run();

const inspect = suite("inspect a checkpoint");
inspect("says what it is and what runs on it", async () => {
  const text = await printed("inspect", uniform);
  for (
    const fact of [
      /^network {6}BlockDiT of 2 layers, width 16, 2 heads, adaLN of/m,
      /^noise {8}uniform$/m,
      /^length {7}24 tokens$/m,
      /^tokenizer {4}8 tokens$/m,
      /^samplers {5}autoregressive, /m,
      /^not {10}[^:]*maskgit,[^:]*: this\s+model\s+cannot\s+do\s+absorbing:\s+it/m,
    ]
  ) { assert.match(text, fact); }
});
inspect("prints the same as JSON", async () => {
  const facts = JSON.parse(await printed("inspect", masked, "--json"));
  assert.equal([facts.process, facts.vocabulary, facts.network.hidden], ["absorbing", 8, 16]);
  assert.is(facts.bytesInMemory, 4 * facts.parameters);
  assert.ok(facts.bytesOnDisk > facts.bytesInMemory && facts.samplers.includes("arpc"));
  assert.ok(facts.notRunning.every(({ why }: { why: string }) => / (this|for this) model/.test(` ${why}`)));
});
inspect("says where the tokenizer has another number of tokens than the rows of the embedding suggest", async () => {
  const padded = join(home, "padded");
  const own = { process: "uniform", prediction: "full", blockSizes: "any" } as const;
  await writeSynthetic(padded, { network: { ...smallNetwork, vocabulary: 12 }, dtype: "F32", seed: 1, own });
  writeFileSync(join(padded, "tokenizer.json"), JSON.stringify(tokenizer));
  const text = await printed("inspect", padded);
  assert.match(text, /^note {9}The tokenizer has 8 tokens and the model\s+is\s+taken\s+to\s+have\s+12,/m);
  assert.not.match(await printed("inspect", uniform), /^note/m);
});
inspect.after(() => rmSync(home, { recursive: true, force: true }));
inspect.run();

const terminal = { out: () => {}, err: () => {}, redraws: true, colours: false, width: 60, height: 24 };
const live = suite("what is drawn while it goes on");
live("a download as a bar, in a pipe as a line for each file", () => {
  assert.is(barLine("a/model.safetensors", 1e6, 4e6), "model.safetensors [#####...............] 25 % of 4.0 MB");
  const told = (redraws: boolean): string => {
    let text = "";
    const bar = downloadBar({ ...terminal, redraws, err: (more) => text += more });
    for (const received of [0, 2e6, 4e6]) { bar.show({ file: "x", received, total: 4e6 }); }
    bar.clear();
    return text;
  };
  assert.is(told(false), "Downloading x (4.0 MB)\n");
  assert.match(told(true), /0 % .*50 % .*100 % of 4\.0 MB/s);
  assert.ok(told(true).endsWith("\r\u001b[K"));
});
live("characters when their last byte is there", () => {
  const bytes = [...new TextEncoder().encode("aé")];
  const tokenizer: ByteTokenizer = {
    encode: () => ({ tokens: [0, 1, 2] }),
    decode: () => "",
    bytes: (token) => Uint8Array.of(bytes[token]!),
  };
  const shown: string[] = [];
  const row = { index: 0, prompt: 0, tokens: Int32Array.of(0, 0, 0) } as unknown as Row;
  const printer = rowPrinter(row, tokenizer, { ...terminal, out: (text) => shown.push(text) });
  printer.see({ _tag: "Committed", row: 0, start: 0, tokens: [0, 1] });
  printer.see({ _tag: "Committed", row: 0, start: 2, tokens: [2] });
  printer.end([0, 1, 2]);
  assert.equal(shown, ["a", "é", "\n"]);
});
live.run();
