import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blockgen, printed } from "./in_process.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-cli-"));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const help = suite("help");
const subcommands = ["sample", "explain", "inspect", "samplers", "train", "eval", "sweep", "plot"];
help("lists the subcommands, with examples, and so does no argument at all", async () => {
  const text = await printed("--help");
  for (const name of subcommands) assert.match(text, new RegExp(`^  ${name} `, "m"));
  assert.match(text, /^Examples$/m);
  assert.is(await printed(), text);
});
for (const name of ["sample", "explain", "inspect", "samplers", "train", "eval"]) {
  help(`of ${name} has options and examples`, async () => {
    const text = await printed(name, "--help");
    assert.match(text, /^ {2}--help/m);
    assert.match(text, new RegExp(`^  blockgen ${name}`, "m"));
  });
}
help.run();

type Mistake = readonly [what: string, code: 1 | 2, sentence: RegExp, ...args: string[]];
const mistakes: readonly Mistake[] = [
  ["an unknown command", 2, /did you mean "sample"\?$/, "smaple"],
  ["an unknown option", 2, /option --stpes: did you mean "--steps"\?$/, "sample", "--stpes", "3"],
  ["a missing value", 2, /--steps as its value is missing/, "sample", "--steps"],
  ["an option in place of a value", 2, /--prompt as its value is missing/, "sample", "--prompt", "--json"],
  ["a value where there is none", 2, /--json as it takes no value/, "sample", "--json=yes"],
  ["a word for a number", 2, /--steps as it must be a whole number >= 1: found "few"$/, "sample", "--steps", "few"],
  ["no steps", 2, /--steps as it must be a whole number >= 1: found "0"$/, "sample", "--steps", "0"],
  ["half a step", 2, /found "1.5"$/, "sample", "--steps", "1.5"],
  ["a negative seed", 2, /--seed as it must be a whole number >= 0: found "-1"$/, "sample", "--seed", "-1"],
  ["a negative temperature", 2, /must be a number >= 0: found "-1"$/, "sample", "--temperature", "-1"],
  ["an unknown score", 2, /"nil" as --by: did you mean "nll"\?$/, "sample", "--by", "nil"],
  ["an unknown process", 2, /"maskd" as --process: did you mean "masked"\?$/, "sample", "--process", "maskd"],
  ["rows that are not the prompts", 2, /leave --rows out/, "sample", "--prompt", "a", "--prompt", "b", "--rows", "3"],
  ["a name and a program", 2, /leave one out$/, "sample", "--sampler", "arpc", "--program", "a.json"],
  [
    "a prompt without quotes",
    2,
    /"the" as blockgen sample takes no words .* in quotes$/,
    "sample",
    "--prompt",
    "In",
    "the",
  ],
  ["two names", 2, /"b" as blockgen explain takes one word/, "explain", "arpc", "b"],
  ["two files to judge", 2, /"b.json" as blockgen eval genppl takes one word/, "eval", "genppl", "a.json", "b.json"],
  ["nothing to explain", 2, /Cannot explain nothing/, "explain"],
  ["an unknown sampler", 1, /sampler "arcp": did you mean "arpc"\?$/, "sample", "--sampler", "arcp"],
  [
    "an unknown sampler to explain",
    1,
    /"blockancestrl": did you mean "block-ancestral"\?$/,
    "explain",
    "blockancestrl",
  ],
  ["an unknown backend", 1, /backend "webgpuu": did you mean "webgpu"\?$/, "sample", "--backend", "webgpuu"],
  ["a backend that is not here", 1, /Cannot run on webgl2 here .*choose one of .*cpu/, "sample", "--backend", "webgl2"],
  ["an unknown model", 1, /model "gpt": choose one of masked/, "sample", "--model", "gpt"],
  ["an empty prompt", 1, /row 0 from an empty prompt/, "sample", "--prompt", ""],
  ["an unknown character", 1, /no token for "7" \(character 2\)/, "sample", "--prompt", "ab7"],
  ["a prompt longer than the text", 1, /at most 2 tokens: found 3/, "sample", "--prompt", "And", "--length", "2"],
  ["a missing text", 1, /no\.txt as there is no such file$/, "sample", "--model", "oracle:no.txt"],
  ["a folder", 1, /as it is a folder$/, "sample", "--model", `oracle:${folder}`],
  ["an empty text", 1, /must have text: found none$/, "inspect", `oracle:${file("empty.txt", "\n")}`],
  ["a missing program", 1, /no\.json as there is no such file$/, "sample", "--program", "no.json"],
  ["broken JSON", 1, /must hold JSON/, "sample", "--program", file("broken.json", "{")],
  ["a program that is none", 1, /nodes is missing$/, "explain", file("none.json", '{"version":1}')],
  ["a damaged link", 1, /Cannot read the link/, "sample", "--program", "https://example.org/#p=!!"],
  [
    "misaligned blocks",
    1,
    /end those at a multiple of 16$/,
    "sample",
    "--sampler",
    "ar-then-block",
    "--ar-tokens",
    "5",
  ],
];

const errors = suite("errors are one sentence on stderr");
for (const [what, code, sentence, ...args] of mistakes) {
  errors(what, async () => {
    const ended = await blockgen(...args);
    assert.is(ended.code, code, ended.stderr);
    assert.is(ended.stdout, "");
    assert.is(ended.stderr.split("\n").length, 2, ended.stderr);
    assert.match(ended.stderr.trimEnd(), sentence);
  });
}
errors.after(() => rmSync(folder, { recursive: true, force: true }));
errors.run();

const every = suite("sample");
every("runs every named sampler with the noise that it is for, or says what the model cannot do", async () => {
  const list = JSON.parse(await printed("samplers", "--json")) as Record<"name" | "process" | "needs", string[]>[];
  assert.ok(list.length >= 30);
  for (const { name, process: noises, needs } of list) {
    for (const process of noises) {
      const args = ["sample", "--sampler", String(name), "--process", process, "--length", "20", "--quiet"];
      if (needs.includes("selfConditioning")) {
        assert.match((await blockgen(...args)).stderr, /cannot do selfConditioning/);
      } else {
        assert.is((await printed(...args)).length, 21, `${name} ${process}`);
      }
    }
  }
});
every.run();
