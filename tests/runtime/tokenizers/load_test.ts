import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { tokenizerFor } from "../../../runtime/tokenizers/load_node.ts";
import { describeTokenizerError } from "../../../runtime/tokenizers/mod.ts";
import { smol, smolConfig } from "./fixtures/files.ts";

const load = suite<{ folder: string }>("the tokenizer of a folder");
load.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), "blockgen-tokenizer-"));
});
load.after.each(({ folder }) => rmSync(folder, { recursive: true }));

const sentence = async (folder: string): Promise<string> => {
  const found = await tokenizerFor(folder);
  return isLeft(found) ? describeTokenizerError(found.left) : "";
};
const write = (folder: string, name: string, value: unknown): void =>
  writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value));

load("ours, by its type", async ({ folder }) => {
  const table = { type: "blockgen-bpe", version: 1, alphabet: ["a"], merges: [[0, 0]], eos: true };
  write(folder, "tokenizer.json", table);
  const found = await tokenizerFor(folder);
  assert.ok(isRight(found));
  assert.equal(found.right.encode("aaa"), { tokens: [1, 0] });
  assert.is(found.right.vocabulary, 3);
  assert.is(found.right.eos, 2);
});

load("a published model's, with and without its config", async ({ folder }) => {
  write(folder, "tokenizer.json", smol);
  const plain = await tokenizerFor(folder);
  assert.ok(isRight(plain));
  assert.is(plain.right.eos, 0);
  write(folder, "tokenizer_config.json", smolConfig);
  const configured = await tokenizerFor(folder);
  assert.ok(isRight(configured));
  assert.is(configured.right.eos, 2);
  assert.is(configured.right.vocabulary, 261);
  assert.equal(configured.right.encode(" a"), { tokens: [260] });
});

load("a missing, unreadable or broken file ends in a sentence", async ({ folder }) => {
  assert.match(await sentence(folder), "tokenizer.json as there is no such file");
  write(folder, "tokenizer.json", "{");
  assert.match(await sentence(folder), "Cannot read tokenizer.json as it must be JSON");
  write(folder, "tokenizer.json", smol);
  write(folder, "tokenizer_config.json", "[");
  assert.match(await sentence(folder), "Cannot read tokenizer_config.json as it must be JSON");
  rmSync(join(folder, "tokenizer_config.json"));
  mkdirSync(join(folder, "tokenizer_config.json"));
  assert.match(await sentence(folder), "tokenizer_config.json as EISDIR");
});
load.run();
