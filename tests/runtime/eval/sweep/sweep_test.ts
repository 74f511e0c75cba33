import { isLeft } from "fp-ts/lib/Either.js";
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readResults } from "../../../../runtime/eval/sweep/journal_node.ts";
import { mergeResults } from "../../../../runtime/eval/sweep/merge.ts";
import { writeConfig } from "../../../../runtime/mod.ts";
import { root } from "../../../support/root.ts";
import { tinyNetwork } from "../../../support/tiny_checkpoint.ts";
import { tinyFolder } from "../judges/folders.ts";
import { blockgen, printed } from "../../cli/in_process.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-sweep-"));
const at = (name: string): string => join(folder, name);
writeFileSync(at("text.txt"), "she sells sea shells on the sea shore\nthe shells she sells are sea shells\n");

/** 2 samplers, 2 noises, 5 budgets, 2 temperatures, 5 seeds: 200 cells of 2 texts of 8 characters. */
const plan = {
  models: [{ name: "shells", masked: `oracle:${at("text.txt")}`, uniform: `oracle:${at("text.txt")}` }],
  samplers: ["block-ancestral", "arpc"],
  nfe: [1, 3, 5, 7, 9],
  temperatures: [0.7, 1],
  seeds: [1, 2, 3, 4, 5],
  texts: 2,
  length: 8,
  block: 4,
  judge: `oracle:${at("text.txt")}`,
};
writeFileSync(at("plan.json"), JSON.stringify(plan));
writeFileSync(at("plan.ts"), `export default ${JSON.stringify({ ...plan, seeds: [1] })};\n`);

/** The command in a process of its own. */
const start = (...args: readonly string[]) =>
  spawn(process.execPath, ["--import", "tsx", "runtime/cli.ts", "sweep", at("plan.json"), "--quiet", ...args], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
const exit = (child: ReturnType<typeof start>): Promise<number | null> =>
  new Promise((resolve) => child.once("exit", resolve));
const sorted = (file: string): string => readFileSync(file, "utf8").split("\n").filter(Boolean).sort().join("\n");
const lines = (file: string): number => existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;

const sweeps = suite("blockgen sweep");
sweeps("in three processes of a third each merges to what one process gives", async () => {
  const parts = [1, 2, 3].map((i) => at(`part${i}.jsonl`));
  const whole = exit(start("--out", at("whole.jsonl")));
  const shards = parts.map((file, i) => exit(start("--shard", `${i + 1}/3`, "--out", file, "--workers", "1")));
  assert.equal(await Promise.all([whole, ...shards]), [0, 0, 0, 0]);
  assert.is(lines(at("whole.jsonl")), 200);
  await printed("sweep", "--merge", ...parts, "--out", at("merged.jsonl"));
  assert.is(readFileSync(at("merged.jsonl"), "utf8"), `${sorted(at("whole.jsonl"))}\n`);
});
sweeps("that is killed loses nothing and repeats nothing", async () => {
  const file = at("killed.jsonl");
  const child = start("--out", file, "--workers", "1");
  while (lines(file) < 5) { await sleep(5); }
  const ended = exit(child);
  child.kill("SIGKILL");
  await ended;
  const before = readFileSync(file, "utf8");
  assert.ok(lines(file) < 200, "it should have been killed on the way");
  appendFileSync(file, '{"id":"0123456789abcdef","cell":{"mod');
  assert.is(await exit(start("--out", file)), 0);
  assert.ok(readFileSync(file, "utf8").startsWith(before.slice(0, before.lastIndexOf("\n") + 1)));
  assert.is(lines(file), 200);
  assert.is(sorted(file), sorted(at("whole.jsonl")));
});
sweeps("that is done does nothing, and says so", async () => {
  const file = at("whole.jsonl");
  const before = readFileSync(file, "utf8");
  const told = await printed("sweep", at("plan.json"), "--out", file, "--json", "--quiet");
  assert.equal(JSON.parse(told), { file, cells: 200, done: 200, failed: 0 });
  assert.is(readFileSync(file, "utf8"), before);
});
sweeps("reads plans that are modules; the same cells have the same ids", async () => {
  await printed("sweep", at("plan.ts"), "--out", at("some.jsonl"), "--quiet", "--workers", "1");
  const whole = new Set(sorted(at("whole.jsonl")).split("\n"));
  const some = sorted(at("some.jsonl")).split("\n");
  assert.is(some.length, 40);
  assert.ok(some.every((line) => whole.has(line)));
});
sweeps("measures checkpoints that were published without a tokenizer by one that is named", async () => {
  const [bare, letters] = [tinyFolder(), tinyFolder()];
  try {
    rmSync(join(bare, "tokenizer.json"));
    const common = {
      samplers: ["arpc"],
      nfe: [3],
      processes: ["masked"],
      texts: 2,
      length: 4,
      block: 4,
      engine: "host",
    };
    const run = async (name: string, more: object) => {
      writeFileSync(at(`${name}.json`), JSON.stringify({ ...common, ...more }));
      return await blockgen("sweep", at(`${name}.json`), "--workers", "1", "--quiet");
    };
    const models = [{ name: "bare", masked: bare, tokenizer: letters }];
    const judge = `checkpoint:${bare}`;
    const good = await run("named", { models, judge, judgeTokenizer: letters, judgeProcess: "masked" });
    assert.is(good.code, 0, good.stderr);
    const [found] = readResults(at("named.jsonl"));
    assert.equal([found!.cell.tokenizer, found!.cell.judgeTokenizer], [letters, letters]);
    assert.equal(found!.perText.characters, [4, 4]);
    assert.match(
      (await run("without", { models: [{ name: "bare", masked: bare }], judge, judgeTokenizer: letters })).stderr,
      /it has no tokenizer/,
    );
    assert.match((await run("deaf", { models, judge })).stderr, /must have a tokenizer: found none.*judgeTokenizer/);
  } finally {
    for (const folder of [bare, letters]) { rmSync(folder, { recursive: true }); }
  }
});
sweeps("tells what is to know of a model once, beside the answer", async () => {
  const uniform = tinyFolder();
  try {
    const says = { process: "uniform", prediction: "unknown", blockSizes: "any", vocabulary: 5 } as const;
    writeFileSync(join(uniform, "config.json"), writeConfig(tinyNetwork, "tiny", says));
    const models = [{ name: "tiny", uniform }];
    const some = { models, samplers: ["block-ancestral"], nfe: [1, 2], seeds: [1, 2], processes: ["uniform"] };
    const sizes = { texts: 2, length: 4, block: 4, engine: "host", judge: `checkpoint:${uniform}` };
    writeFileSync(at("notices.json"), JSON.stringify({ ...some, ...sizes }));
    const ended = await blockgen("sweep", at("notices.json"), "--workers", "2", "--json", "--quiet");
    assert.is(ended.stderr.match(/^tiny: .*the paper's plug-in posterior is used\.$/gm)?.length, 1, ended.stderr);
    assert.is(JSON.parse(ended.stdout).done, 4);
    assert.not.match(readFileSync(at("notices.jsonl"), "utf8"), /posterior/);
  } finally {
    rmSync(uniform, { recursive: true });
  }
});
sweeps("says why a cell has no result, and tries it again", async () => {
  const models = [{ name: "nowhere", masked: at("nowhere") }];
  const broken = { samplers: ["arpc"], nfe: [3], models, processes: ["masked"], length: 16, texts: 1 };
  writeFileSync(at("broken.json"), JSON.stringify(broken));
  for (let again = 0; again < 2; again++) {
    const ended = await blockgen("sweep", at("broken.json"), "--workers", "1", "--quiet");
    assert.is(ended.code, 1);
    assert.match(ended.stderr, /arpc on .*nowhere.*there is no config.json/);
    assert.is(lines(at("broken.jsonl")), 0);
  }
});
sweeps("says what is wrong with a command line", async () => {
  const complaint = async (...args: readonly string[]) => (await blockgen("sweep", ...args)).stderr;
  assert.match(await complaint(), /one plan must be named/);
  assert.match(await complaint(at("missing.json")), /Cannot read the plan .*missing\.json/);
  writeFileSync(at("empty.json"), JSON.stringify({ ...plan, samplers: ["mdlm"], processes: ["uniform"] }));
  const empty = await blockgen("sweep", at("empty.json"));
  assert.is(empty.code, 1);
  assert.match(empty.stderr, /empty\.json has no cell:\nmdlm has no cell: it is for masked noise/);
  assert.match(await complaint(at("plan.json"), "--shard", "4/3"), /Cannot read the shard "4\/3"/);
  const before = readFileSync(at("plan.json"), "utf8");
  assert.match(await complaint(at("plan.json"), "--out", at("plan.json")), /its lines must be results of a sweep/);
  assert.is(readFileSync(at("plan.json"), "utf8"), before);
  assert.match(await complaint("--merge", at("nothing.jsonl")), /there is no such file/);
  assert.match(await complaint("--merge", folder), /Cannot read .* as it is a folder/);
});
sweeps("paired seeds give paired texts: results hold what they were made of", () => {
  const results = readResults(at("whole.jsonl"));
  for (const { cell, perText, nfe, ran } of results) {
    assert.is(nfe, cell.budget);
    assert.is(perText.nats.length, 2);
    assert.equal(perText.characters, [8, 8]);
    assert.equal(ran, { engine: "oracle", backend: "host" });
  }
});
sweeps.run();

const merging = suite("merging results");
merging("refuses files that disagree, and lines that are no results", () => {
  const line = readFileSync(at("whole.jsonl"), "utf8").split("\n")[0]!;
  const files = [{ name: "a", text: `${line}\n` }, { name: "b", text: `${line.replace('"nfe":', '"nfe":1')}\n` }];
  const conflict = mergeResults(files);
  assert.ok(isLeft(conflict));
  assert.match(conflict.left, /Cannot merge a and b as they must agree: cell [0-9a-f]{16} differs/);
  assert.ok(isLeft(mergeResults([{ name: "c", text: "hello\n" }])));
  assert.equal(mergeResults([files[0]!, files[0]!, { name: "d", text: '{"half' }]), {
    _tag: "Right",
    right: `${line}\n`,
  });
});
merging.after(() => rmSync(folder, { recursive: true }));
merging.run();
