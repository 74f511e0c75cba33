import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { describeJaxMissing, loadJax } from "../../../runtime/blockdit/jax/load.ts";
import type { TrainConfig } from "../../../runtime/train/config.ts";
import { describeTrain, readLog } from "../../../runtime/train/mod.ts";
import { trainInFolder } from "../../../runtime/train/run_node.ts";
import { loadState } from "../../../runtime/train/state_files_node.ts";
import { runTraining, toyData } from "../../support/training_run.ts";
import { tinyConfig } from "../../support/training_twin.ts";

const jax = await loadJax("wasm");
if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }

const diverged = suite<{ folder: string }>("numbers that are not finite");
diverged.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "blockgen-diverged-"));
});
diverged.after.each(({ folder }) => rm(folder, { recursive: true }));

diverged("do not come from a batch in which nothing is masked: it costs 0, and moves nothing", async () => {
  const one = tinyConfig({ process: "absorbing", blocks: [{ size: 16, weight: 1 }], rows: 1, layers: 1, steps: 40 });
  const { updates, bits } = await runTraining(jax, one);
  const free = updates.filter(({ loss }) => loss === 0);
  assert.ok(free.length > 0 && free.length < 20, `${free.length} updates cost nothing`);
  assert.ok(free.every(({ gradient, losses }) => gradient === 0 && losses["16"] === 0));
  assert.ok(Object.values(bits[0]!).every(Number.isFinite));
});

const steep = (more: Partial<TrainConfig>): TrainConfig =>
  tinyConfig({ process: "uniform", layers: 1, warmup: 0, evalEvery: 1000, checkpointEvery: 1e-9, ...more });

diverged("end a run before it saves or logs them, and --resume finds the last good state", async ({ folder }) => {
  const run = { jax, config: steep({ rate: 1e20, steps: 20 }), data: toyData, folder };
  const ended = await trainInFolder({ ...run, resume: false });
  assert.ok(isLeft(ended) && ended.left._tag === "Diverged");
  assert.match(
    describeTrain(ended.left),
    /^Cannot go on after \d+ updates? as the (loss|gradient) must be finite: found (NaN|-?Infinity); .*a smaller --rate/,
  );
  const [state, log] = [
    await loadState(join(folder, "state")),
    readLog(await readFile(join(folder, "log.jsonl"), "utf8")),
  ];
  assert.ok(isRight(state) && isRight(log));
  assert.is(state.right.state.step, ended.left.step);
  assert.is(log.right.length, ended.left.step);
  // The same settings end the same way: the log is no obstacle.
  assert.equal(await trainInFolder({ ...run, resume: true }), ended);
});

diverged("of parameters behind a finite loss are not saved either", async ({ folder }) => {
  for (const [name, evalEvery] of [["looked at", 1], ["saved", 1000]] as const) {
    const config = steep({ rate: 1e39, steps: name === "saved" ? 2 : 1, evalEvery });
    const at = join(folder, name);
    const ended = await trainInFolder({ jax, config, data: toyData, folder: at, resume: false });
    assert.ok(isLeft(ended) && ended.left._tag === "Diverged", name);
    assert.is(ended.left.step, 1);
    assert.match(ended.left.what, name === "saved" ? /^parameters\// : /held-out/);
    assert.not(existsSync(join(at, "state")));
    assert.not(existsSync(join(at, "model.safetensors")));
  }
});
diverged.run();
