import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { windowsOf } from "../../../runtime/cli/eval_samples.ts";
import { optionsOfJudge } from "../../../runtime/cli/genppl_judge.ts";
import { markovOracle } from "../../../runtime/mod.ts";
import { tinyConfig } from "../../support/tiny_checkpoint.ts";
import { tinyFolder } from "../eval/judges/folders.ts";
import { blockgen, printed } from "./in_process.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-genppl-"));
const at = (name: string): string => join(folder, name);
const source = "a ship at sea\na sheep at home\n";
writeFileSync(at("law.txt"), source);

const commands = suite("blockgen eval genppl");
commands("of a file agrees with the law, whatever form the file has", async () => {
  const law = markovOracle(source, { start: "\n" });
  const texts = ["a ship", "at home"];
  const nats = texts.reduce((sum, text) => {
    const read = law.tokenizer.encode(text);
    return sum - law.logProbability("tokens" in read ? read.tokens : []);
  }, 0);
  const forms = {
    "rows.json": JSON.stringify({ rows: texts.map((text) => ({ text, tokens: [1, 1] })) }),
    "lines.jsonl": texts.map((text) => `${JSON.stringify({ text })}\n`).join(""),
    "list.json": JSON.stringify(texts.map((text) => ({ text }))),
  };
  for (const [name, content] of Object.entries(forms)) {
    writeFileSync(at(name), content);
    const found = JSON.parse(
      await printed("eval", "genppl", at(name), "--judge", `oracle:${at("law.txt")}`, "--json"),
    ) as { perplexity: { value: number }; texts: number; tokenEntropy: unknown };
    assert.is(found.texts, 2);
    assert.ok(Math.abs(found.perplexity.value - Math.exp(nats / 13)) < 1e-9, name);
    assert.is(found.tokenEntropy === null, name !== "rows.json");
  }
});
commands("of a sampler says where entropy has collapsed", async () => {
  const made = await printed(
    ...["eval", "genppl", "--model", `oracle:${at("law.txt")}`, "--judge", `oracle:${at("law.txt")}`],
    ...["--sampler", "autoregressive", "--temperature", "0", "--length", "64", "--rows", "2"],
    ...["--backend", "host", "--reference", at("law.txt")],
  );
  assert.match(made, /^perplexity +\d/m);
  assert.match(made, /The (entropy has collapsed|texts repeat themselves)/);
});
commands("of several prompts judges a text of each", async () => {
  const model = `oracle:${at("law.txt")}`;
  const args = ["--prompt", "the ", "--prompt", "a ", "--length", "16", "--steps", "1", "--backend", "host", "--json"];
  const found = JSON.parse(await printed("eval", "genppl", "--model", model, "--judge", model, ...args));
  assert.is(found.texts, 2);
});
commands("of a damaged or foreign file of texts names the line and what was expected", async () => {
  const complaint = async (name: string, content: string): Promise<string> => {
    writeFileSync(at(name), content);
    const ended = await blockgen("eval", "genppl", at(name), "--judge", `oracle:${at("law.txt")}`);
    assert.is(ended.code, 1);
    return ended.stderr;
  };
  assert.match(
    await complaint("torn.jsonl", '{"text":"a ship"}\n\n{"tex'),
    /Cannot read line 3 of .*torn\.jsonl as there must be \{"text": .*found "\{\\"tex"/,
  );
  assert.match(await complaint("foreign.json", '{"prompts": ["a"]}'), /line 1 of .*found "\{\\"prompts/);
  assert.match(await complaint("named.txt", '[{"question": 1}]'), /line 1 of .*named\.txt/);
  assert.match(await complaint("prose.jsonl", "a ship at sea"), /line 1 of .*found "a ship/);
});
commands("of prose that begins with a bracket reads prose", async () => {
  writeFileSync(at("verse.txt"), "[Verse 1] a ship at sea");
  const found = JSON.parse(await printed("eval", "genppl", at("verse.txt"), "--judge", "ngram:genesis", "--json"));
  assert.equal([found.texts, found.tokens], [1, 23]);
});
commands("of a file takes no options of a sampler", async () => {
  const args = [at("law.txt"), "--judge", `oracle:${at("law.txt")}`];
  for (const [name, value] of [["model", "masked"], ["steps", "3"], ["prompt", "a"]]) {
    const ended = await blockgen("eval", "genppl", ...args, `--${name}`, value!);
    assert.is(ended.code, 2);
    assert.match(ended.stderr, new RegExp(`Cannot use --${name} as the texts are in`));
  }
});
commands("of prompts scores what follows them", async () => {
  const law = `oracle:${at("law.txt")}`;
  const args = ["--model", law, "--judge", law, "--prompt", "the ", "--rows", "2", "--length", "9", "--steps", "1"];
  const found = JSON.parse(await printed("eval", "genppl", ...args, "--backend", "host", "--json"));
  assert.is(found.tokens, 2 * 5);
  assert.equal(found.notices.filter((notice: string) => /prompts/.test(notice)), []);
});
commands("of a file of blockgen sample scores what follows the prompts, or says that it cannot tell", async () => {
  const law = `oracle:${at("law.txt")}`;
  const args = ["--model", law, "--prompt", "the ", "--length", "9", "--steps", "1", "--backend", "host", "--json"];
  writeFileSync(at("made.json"), await printed("sample", ...args));
  const found = JSON.parse(await printed("eval", "genppl", at("made.json"), "--judge", law, "--json"));
  assert.equal([found.tokens, found.notices.filter((notice: string) => /prompts/.test(notice))], [5, []]);
  writeFileSync(at("pieces.json"), JSON.stringify({ rows: [{ text: "a ship at", tokens: [1, 2, 3], prompt: 1 }] }));
  const pieces = JSON.parse(await printed("eval", "genppl", at("pieces.json"), "--judge", law, "--json"));
  assert.is(pieces.tokens, 9);
  assert.match(pieces.notices.join(), /pieces\.json does not say at which character/);
});
commands("of texts that are longer than the reference says that nothing is held against it", async () => {
  writeFileSync(at("long.txt"), source.repeat(2));
  const args = [at("long.txt"), "--judge", `oracle:${at("law.txt")}`, "--reference", at("law.txt")];
  assert.match(await printed("eval", "genppl", ...args), /Nothing is held against .*law\.txt: it has 30 characters/);
});
commands("has the help that is true of it", async () => {
  const help = await printed("eval", "genppl", "--help");
  assert.match(help, /--rows N +texts to make \(16/);
  assert.not.match(help, /--(watch|pace|animate)/);
  assert.match(help, /--threads N/);
});
commands(
  "takes the tokenizer of a model and of a judge that have none, and says so before texts are made",
  async () => {
    const [bare, letters] = [tinyFolder(), tinyFolder()];
    try {
      rmSync(join(bare, "tokenizer.json"));
      const args = ["eval", "genppl", "--engine", "host", "--length", "8", "--rows", "2", "--backend", "host"];
      const law = `oracle:${at("letters.txt")}`;
      writeFileSync(at("letters.txt"), "abcdeabcde");
      assert.match((await blockgen(...args, "--model", bare, "--judge", law)).stderr, /without a tokenizer: give one/);
      const judge = ["--judge", `checkpoint:${bare}`];
      assert.match((await blockgen(...args, "--model", letters, ...judge)).stderr, /found none.*--judge-tokenizer/);
      const found = await printed(
        ...[...args, "--model", bare, "--tokenizer", letters, ...judge, "--judge-tokenizer", letters, "--json"],
      );
      assert.is(JSON.parse(found).texts, 2);
      const unused = await blockgen(...args, "--model", letters, "--judge", law, "--judge-tokenizer", letters);
      assert.match(unused.stderr, /Cannot use --judge-tokenizer as it is for judges that are checkpoints/);
      const threads = await blockgen(...args, "--model", letters, "--judge", law, "--threads", "1");
      assert.match(threads.stderr, /Cannot use --threads as it is for the engine onnx: found --engine host/);
    } finally {
      for (const folder of [bare, letters]) { rmSync(folder, { recursive: true }); }
    }
  },
);
commands("of one text gives no interval, of two it does", async () => {
  const judge = ["--judge", `oracle:${at("law.txt")}`];
  const one = at("one.json");
  writeFileSync(one, JSON.stringify([{ text: "a ship", tokens: [1, 2] }]));
  const { perplexity, bitsPerCharacter, entropy, tokenEntropy } = JSON.parse(
    await printed("eval", "genppl", one, ...judge, "--json"),
  );
  assert.equal([perplexity.low, perplexity.high, bitsPerCharacter.low, entropy.half, tokenEntropy.half], [
    ...[null, null, null, null, null],
  ]);
  const table = await printed("eval", "genppl", one, ...judge);
  assert.match(table, /one\.json: 1 text, 6 tokens/);
  assert.match(table, /^perplexity +\d+\.\d\d$/m);
  assert.match(table, /^entropy +2\.58 bits/m);
  writeFileSync(at("two.json"), JSON.stringify([{ text: "a ship" }, { text: "at home" }]));
  assert.match(await printed("eval", "genppl", at("two.json"), ...judge), /^perplexity .* \(\d.* to .*\n.*\n.* ± /m);
});
commands("tells what to know of the model and of its run, as blockgen sample does", async () => {
  const folder = tinyFolder();
  try {
    writeFileSync(join(folder, "config.json"), JSON.stringify(tinyConfig));
    writeFileSync(at("letters.txt"), "abcdeabcde");
    const args = ["eval", "genppl", "--model", folder, "--process", "uniform", "--engine", "host", "--length", "8"];
    const more = ["--rows", "2", "--backend", "host", "--sampler", "block-ancestral", "--block", "8", "--steps", "2"];
    const { notices } = JSON.parse(await printed(...args, ...more, "--judge", "ngram:kjv", "--json"));
    assert.match(notices.join("\n"), /every row of its embedding.*\n.*the paper's plug-in posterior is used/);
    assert.match(await printed(...args, ...more, "--judge", "ngram:kjv"), /the paper's plug-in posterior is used/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
commands("takes an engine and threads for the judge where the model is an oracle", async () => {
  const judge = tinyFolder();
  try {
    writeFileSync(at("letters.txt"), "abcdeabcde");
    const args = ["eval", "genppl", "--model", `oracle:${at("letters.txt")}`, "--length", "8", "--rows", "2"];
    const more = ["--steps", "1", "--backend", "host", "--engine", "host"];
    const found = JSON.parse(await printed(...args, ...more, "--judge", `checkpoint:${judge}`, "--json"));
    assert.is(found.texts, 2);
    const unread = await blockgen(...args, ...more, "--judge", `oracle:${at("letters.txt")}`);
    assert.match(unread.stderr, /Cannot use --engine as it is for checkpoints/);
    const graph = optionsOfJudge({ values: new Map([["judge", ["onnx:gpt2"]]]), words: [] });
    assert.equal(graph, ["threads"], "a graph has no other engine");
  } finally {
    rmSync(judge, { recursive: true });
  }
});
commands("says what it cannot judge", async () => {
  const complaint = async (...args: readonly string[]) => (await blockgen("eval", "genppl", ...args)).stderr;
  assert.match(await complaint(at("none.json")), /none\.json/);
  assert.match(await complaint(at("law.txt"), "--judge", "me"), /Cannot find the judge "me"/);
  writeFileSync(at("odd.txt"), "a ship?");
  assert.match(await complaint(at("odd.txt"), "--judge", `oracle:${at("law.txt")}`), /found "\?" at 6/);
});
commands("windows of a text are as long as asked, and spread over it", () => {
  assert.equal(windowsOf("abcdefgh", 3), ["abc", "efg"]);
  assert.equal(windowsOf("ab", 3), []);
});
commands.after(() => rmSync(folder, { recursive: true }));
commands.run();
