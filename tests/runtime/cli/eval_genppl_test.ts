import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { windowsOf } from "../../../runtime/cli/eval_samples.ts";
import { markovOracle } from "../../../runtime/mod.ts";
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
