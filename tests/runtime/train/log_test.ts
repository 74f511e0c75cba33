import { appendFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  describeTrain,
  type LogRecord,
  progressLine,
  readLog,
  secondsLeft,
  shortDuration,
} from "../../../runtime/train/mod.ts";
import { openLog } from "../../../runtime/train/log_file_node.ts";

const update = (step: number): LogRecord => ({
  kind: "train",
  step,
  elapsed: step / 2,
  tokens: 1024 * (step + 1),
  loss: 3.25,
  losses: { 1: 3, 16: 3.5 },
  rate: 1e-3,
  gradient: 0.5,
});
const evaluation = (step: number): LogRecord => ({
  kind: "eval",
  step,
  elapsed: step / 2,
  tokens: 1024 * step,
  bitsPerCharacter: { 1: 2.1, 16: 2.4 },
});

const logs = suite<{ folder: string }>("logs of a run");
logs.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "blockgen-log-"));
});
logs.after.each(({ folder }) => rm(folder, { recursive: true }));

const written = async (file: string): Promise<LogRecord[]> => {
  const read = readLog(await readFile(file, "utf8"));
  if (isLeft(read)) throw new Error(describeTrain(read.left));
  return read.right;
};

logs("go on where the state is, as if the run had not stopped", async ({ folder }) => {
  const file = join(folder, "run", "log.jsonl");
  const write = async (from: number, to: number): Promise<void> => {
    const log = await openLog(file, from);
    assert.ok(isRight(log));
    for (let step = from; step < to; step++) {
      await log.right.append(update(step));
      if (step % 2 === 1) await log.right.append(evaluation(step + 1));
    }
  };
  await write(0, 7);
  await appendFile(file, '{"kind":"train","st');
  await write(4, 9);
  const resumed = await written(file);
  await write(0, 9);
  assert.equal(resumed, await written(file));
});

logs("with a line that is no record end in its number", () => {
  const bad = readLog(`${JSON.stringify(update(0))}\n{"kind":"train"}\n`);
  assert.ok(isLeft(bad));
  assert.match(describeTrain(bad.left), "line 2");
  assert.ok(isLeft(readLog("no\n")));
  assert.equal(readLog(""), { _tag: "Right", right: [] });
});

logs("that are missing are empty; what is no file cannot be gone on with", async ({ folder }) => {
  const file = join(folder, "log.jsonl");
  assert.ok(isRight(await openLog(file, 5)));
  assert.is(await readFile(file, "utf8"), "");
  await rm(file);
  await mkdir(file);
  const opened = await openLog(file, 5);
  assert.ok(isLeft(opened));
  assert.match(describeTrain(opened.left), "Cannot open the log");
});

logs.run();

const progress = suite("progress");
progress("is one line with loss, bits by block size, speed and time left", () => {
  const shown = {
    step: 120,
    done: 0.25,
    elapsed: 600,
    loss: 3.14159,
    bitsPerCharacter: { 1: 2, 16: 2.5 },
    tokensPerSecond: 1800.4,
  };
  assert.is(
    progressLine(shown),
    "step 120  25.0 %  loss 3.142  bits/character 1: 2.00, 16: 2.50  1800 tokens/s  30m00s left",
  );
  assert.is(progressLine({ ...shown, done: 0, bitsPerCharacter: {} }), "step 120  0.0 %  loss 3.142  1800 tokens/s");
  assert.is(secondsLeft({ done: 0.5, elapsed: 10 }), 10);
  assert.equal([45, 200, 3720].map(shortDuration), ["45s", "3m20s", "1h02m"]);
});
progress.run();
