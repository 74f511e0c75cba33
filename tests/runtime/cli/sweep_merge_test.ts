import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { resultLine } from "../../../runtime/eval/sweep/result.ts";
import { result } from "../../support/sweep_result.ts";
import { blockgen } from "./in_process.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-merge-"));
const at = (name: string): string => join(folder, name);
const lineOf = (seed: number, engine = "oracle"): string => {
  const one = result({ seed }, [1]);
  return resultLine(one, { ...one, ran: { engine, backend: "host" } });
};

const merging = suite("blockgen sweep --merge");
merging.before.each(() => {
  for (const seed of [1, 2, 3]) { writeFileSync(at(`${seed}.jsonl`), lineOf(seed)); }
});
merging("does not write over what is in none of the files", async () => {
  const ended = await blockgen("sweep", "--merge", at("1.jsonl"), at("2.jsonl"), "--out", at("3.jsonl"));
  assert.is(ended.code, 1);
  assert.match(ended.stderr, /Cannot write merged results to .* found "\{.*; merge it too, or name another file/);
  assert.is(readFileSync(at("3.jsonl"), "utf8"), lineOf(3));
  assert.is((await blockgen("sweep", "--merge", at("1.jsonl"), at("2.jsonl"), "--out", at("2.jsonl"))).code, 0);
  assert.equal(
    readFileSync(at("2.jsonl"), "utf8").split("\n").toSorted().join("\n"),
    `\n${[lineOf(1), lineOf(2)].map((line) => line.trimEnd()).toSorted().join("\n")}`,
  );
});
merging("says why it cannot write", async () => {
  mkdirSync(at("folder"), { recursive: true });
  const ended = await blockgen("sweep", "--merge", at("1.jsonl"), "--out", at("folder"));
  assert.match(ended.stderr, /Cannot read .*folder as it is a folder/);
  const inFile = await blockgen("sweep", "--merge", at("1.jsonl"), "--out", join(at("1.jsonl"), "out.jsonl"));
  assert.match(inFile.stderr, /Cannot write .* as what should be its folder is a file/);
});
merging("says where cells of a model ran on different engines", async () => {
  writeFileSync(at("other.jsonl"), lineOf(4, "onnx"));
  const same = await blockgen("sweep", "--merge", at("1.jsonl"), at("2.jsonl"));
  assert.is(same.stderr, "");
  const ended = await blockgen("sweep", "--merge", at("1.jsonl"), at("other.jsonl"));
  assert.match(ended.stderr, /^Cells of law ran differently: onnx on host, oracle on host; differences between them/);
  assert.is(ended.stdout.split("\n").length, 3);
});
merging.after(() => rmSync(folder, { recursive: true }));
merging.run();
