import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { describeJaxMissing, loadJax } from "../../../runtime/blockdit/jax/load.ts";
import { checkpointFromBytes } from "../../../runtime/checkpoints/mod.ts";
import { decodeState, describeTrain, encodeState, readLog } from "../../../runtime/train/mod.ts";
import { trainInFolder } from "../../../runtime/train/run_node.ts";
import { loadState, saveState } from "../../../runtime/train/state_files_node.ts";
import { runTraining, timeless, toyData } from "../../support/training_run.ts";
import { tinyConfig } from "../../support/training_twin.ts";

const jax = await loadJax("wasm");
if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }

const config = tinyConfig({
  process: "uniform",
  blocks: [{ size: 1, weight: 1 }, { size: 4, weight: 3 }],
  steps: 12,
  evalEvery: 4,
  layers: 1,
});

const resume = suite("a run that goes on");

resume("is bit for bit the run that never stopped: losses, evaluations and state", async () => {
  const whole = await runTraining(jax, config);
  const first = await runTraining(jax, config, { until: 5 });
  assert.is(first.state.step, 5);
  const stored = await decodeState(encodeState(first.state), "memory");
  assert.ok(isRight(stored));
  const second = await runTraining(jax, config, { from: stored.right });
  assert.equal([...first.updates, ...second.updates].map(timeless), whole.updates.map(timeless));
  assert.equal([...first.bits, ...second.bits], whole.bits);
  for (const role of ["parameters", "first", "second", "ema"] as const) {
    assert.equal(second.state[role], whole.state[role]);
  }
});

resume("of other settings, data or seed is another run", async () => {
  const [a, b] = [
    await runTraining(jax, config, { until: 2 }),
    await runTraining(jax, { ...config, seed: 1 }, { until: 2 }),
  ];
  assert.not.equal(a.updates.map(timeless), b.updates.map(timeless));
});

resume.run();

const folders = suite<{ folder: string }>("a run in a folder");
folders.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "blockgen-train-"));
});
folders.after.each(({ folder }) => rm(folder, { recursive: true }));

const inFolder = (folder: string, more: Partial<Parameters<typeof trainInFolder>[0]> = {}) =>
  trainInFolder({ jax, config, data: toyData, folder, resume: false, ...more });
const sentence = (ended: Awaited<ReturnType<typeof trainInFolder>>): string =>
  isLeft(ended) ? describeTrain(ended.left) : "";

folders("leaves a checkpoint in the numbers that were asked for, and a log with samples", async ({ folder }) => {
  const at = join(folder, "run");
  assert.equal(await inFolder(at), { _tag: "Right", right: "finished" });
  const log = readLog(await readFile(join(at, "log.jsonl"), "utf8"));
  assert.ok(isRight(log));
  const kinds = (kind: string) => log.right.filter((record) => record.kind === kind).length;
  assert.equal([kinds("train"), kinds("eval"), kinds("sample")], [12, 3, 6]);
  const texts = log.right.flatMap((record) => record.kind === "sample" ? [record.text] : []);
  assert.ok(texts.every((one) => /^\d+( \d+)+$/.test(one)), texts.join("; "));
  const open = async () =>
    await checkpointFromBytes(
      Uint8Array.from(await readFile(join(at, "model.safetensors"))),
      await readFile(join(at, "config.json"), "utf8"),
    );
  const single = await open();
  assert.equal(await inFolder(at, { resume: true, dtype: "F16" }), { _tag: "Right", right: "finished" });
  const half = await open();
  assert.ok(isRight(single) && isRight(half));
  assert.equal(single.right.abilities, half.right.abilities);
  assert.equal([single, half].map((one) => one.right.weights.entries[0]!.dtype), ["F32", "F16"]);
  const name = "vocab_embed.embedding";
  const [wide, narrow] = [await single.right.weights.tensor(name), await half.right.weights.tensor(name)];
  assert.ok(isRight(wide) && isRight(narrow));
  // Half precision keeps 11 bits.
  wide.right.forEach((x, i) => assert.ok(Math.abs(x - narrow.right[i]!) <= Math.abs(x) * 2 ** -11 + 2 ** -25));
});

folders("is never written over: --resume or another folder", async ({ folder }) => {
  const controller = new AbortController();
  const stopped = await inFolder(folder, { heard: () => controller.abort(), signal: controller.signal });
  assert.equal(stopped, { _tag: "Right", right: "stopped" });
  const before = await readFile(join(folder, "log.jsonl"), "utf8");
  assert.match(sentence(await inFolder(folder)), /must hold none: found model\.safetensors; go on with --resume/);
  assert.is(await readFile(join(folder, "log.jsonl"), "utf8"), before);
  const other = { ...config, rate: 1 };
  assert.match(sentence(await inFolder(folder, { resume: true, config: other })), "its settings are");
  assert.equal(await inFolder(folder, { resume: true }), { _tag: "Right", right: "finished" });
});

folders(
  "goes on with the text it was trained on alone, or where a state of before does not say",
  async ({ folder }) => {
    const controller = new AbortController();
    await inFolder(folder, { heard: () => controller.abort(), signal: controller.signal });
    const changes: readonly Partial<typeof toyData>[] = [
      { tokens: toyData.tokens.map((token, i) => i === 7 ? (token + 1) % 10 : token) },
      { validation: toyData.validation.slice(1) },
      { tokenizerJson: '{"alphabet":[]}' },
    ];
    for (const change of changes) {
      const ended = await inFolder(folder, { resume: true, data: { ...toyData, ...change } });
      assert.match(
        sentence(ended),
        /^Cannot resume from .* as the text must be what it was trained on: found other tokens; /,
      );
    }
    const stored = await loadState(join(folder, "state"));
    assert.ok(isRight(stored));
    const { text, ...before } = stored.right.state;
    assert.match(text!, /^[0-9a-f]{16}$/);
    assert.ok(isRight(await saveState(join(folder, "state"), before)));
    assert.equal(await inFolder(folder, { resume: true }), { _tag: "Right", right: "finished" });
  },
);

folders("goes on where the log was deleted: it begins again with the next update", async ({ folder }) => {
  const controller = new AbortController();
  await inFolder(folder, { heard: () => controller.abort(), signal: controller.signal });
  await rm(join(folder, "log.jsonl"));
  assert.equal(await inFolder(folder, { resume: true }), { _tag: "Right", right: "finished" });
  const log = readLog(await readFile(join(folder, "log.jsonl"), "utf8"));
  assert.ok(isRight(log));
  assert.is(log.right[0]?.step, 1);
});

folders("cannot go on where there is nothing, nor learn from a text without a row", async ({ folder }) => {
  assert.match(
    sentence(await inFolder(folder, { resume: true })),
    "holds no state of a run: start it without --resume",
  );
  const short = { ...toyData, validation: toyData.validation.slice(0, 15) };
  assert.match(
    sentence(await inFolder(folder, { data: short })),
    /held-out part of the text must have at least 16: found 15/,
  );
  const none = { ...toyData, tokens: toyData.tokens.slice(0, 30) };
  assert.match(
    sentence(await inFolder(folder, { data: none })),
    /training part of the text must have at least 31: found 30/,
  );
});

folders.run();
