import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compactLog } from "../../../runtime/shipped/make/compact_log.ts";
import { commandOf } from "../../../runtime/shipped/make/command_of.ts";
import { makeShipped, shippedNameOf } from "../../../runtime/shipped/make_node.ts";
import { shippedFolder } from "../../../runtime/shipped/place_node.ts";
import type { LogRecord } from "../../../runtime/train/log.ts";
import { settingsOf } from "../../../runtime/cli/train_settings.ts";
import { readArguments } from "../../../runtime/cli/arguments.ts";
import { trainCommand } from "../../../runtime/cli/train.ts";
import { settingsIn } from "../../../runtime/train/settings_file_node.ts";

const update = (step: number): LogRecord => ({
  kind: "train",
  step,
  elapsed: step,
  tokens: 8 * (step + 1),
  loss: step,
  losses: step % 2 === 0 ? { 1: step } : { 1: step, 16: 2 },
  rate: 0.1,
  gradient: 1,
});

const log = suite("a log that ships");
log("has one record for fifty updates, with their means, and all evaluations", () => {
  const evaluation: LogRecord = { kind: "eval", step: 60, elapsed: 60, tokens: 480, bitsPerCharacter: { 1: 2 } };
  const records = [...Array.from({ length: 60 }, (_, step) => update(step)), evaluation];
  const [first, second, last, ...more] = compactLog(records);
  assert.is(more.length, 0);
  assert.equal([first?.kind, first?.step, first?.kind === "train" && first.loss], ["train", 49, 24.5]);
  assert.equal(first?.kind === "train" && first.losses, { 1: 24.5, 16: 2 });
  assert.equal([second?.step, second?.kind === "train" && second.tokens], [59, 480]);
  assert.equal(last, evaluation);
});
log("is the same when it is made of itself", () => {
  const once = compactLog(Array.from({ length: 120 }, (_, step) => update(step)));
  assert.equal(compactLog(once), once);
});
log.run();

const made = suite("what ships is made of a run");
made("is told by its noise, by block size 1 and by word problems", () => {
  const [one, sixteen] = [{ size: 1, weight: 1 }, { size: 16, weight: 1 }];
  const nameOf = (process: "absorbing" | "uniform", corpus = "kjv") =>
    shippedNameOf({ process, corpus, blocks: [one, sixteen] });
  assert.is(shippedNameOf({ process: "absorbing", corpus: "kjv", blocks: [one] }), "ar");
  assert.is(nameOf("absorbing"), "masked");
  assert.is(nameOf("uniform"), "uniform");
  assert.is(nameOf("absorbing", "word-problems"), "word-masked");
  assert.is(nameOf("uniform", "word-problems"), "word-uniform");
});
made("comes out the same when it is made of itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-shipped-"));
  try {
    await makeShipped(shippedFolder("masked"), folder);
    for (const file of ["model.safetensors", "config.json", "tokenizer.json", "train.json", "log.jsonl", "README.md"]) {
      assert.ok(readFileSync(join(folder, file)).equals(readFileSync(join(shippedFolder("masked"), file))), file);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
made("names a command that has the same settings", async () => {
  for (const name of ["uniform", "word-uniform"] as const) {
    const settings = await settingsIn(shippedFolder(name));
    if (settings._tag === "Left") { throw new Error("it has settings"); }
    const words = commandOf(settings.right, "out").split(/[\s\\]+/);
    const args = readArguments(words.slice(words.indexOf("train") + 1), trainCommand.options);
    const read = args._tag === "Left" ? args : settingsOf(args.right);
    assert.equal(read._tag === "Right" && read.right, { ...settings.right, checkpointEvery: 120 });
  }
});
made.run();
