import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, truncate, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Either, isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  decodeState,
  describeTrain,
  encodeState,
  type TrainError,
  type TrainState,
} from "../../../runtime/train/mod.ts";
import { loadState, saveState } from "../../../runtime/train/state_files_node.ts";
import { root } from "../../support/root.ts";
import { toyState } from "../../support/toy_state.ts";

const right = <A>(found: Either<TrainError, A>): A => {
  if (isLeft(found)) throw new Error(describeTrain(found.left));
  return found.right;
};
const sentence = (found: Either<TrainError, unknown>): string => isLeft(found) ? describeTrain(found.left) : "";

const byName = (state: TrainState): TrainState => {
  const sorted = (tensors: TrainState["ema"]) => [...tensors].sort((a, b) => a.name < b.name ? -1 : 1);
  const { parameters, first, second, ema } = state;
  return {
    ...state,
    parameters: sorted(parameters),
    first: sorted(first),
    second: sorted(second),
    ema: sorted(ema),
  };
};

const states = suite<{ folder: string }>("states of a run");
states.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "blockgen-state-"));
});
states.after.each(({ folder }) => rm(folder, { recursive: true }));

states("are read back as they were, bit by bit", async () => {
  const state = toyState(7);
  const read = right(await decodeState(encodeState(state), "memory"));
  assert.equal(byName(read), byName(state));
});

states("that are damaged are no states, and the sentence says why", async () => {
  const whole = encodeState(toyState(7));
  assert.match(sentence(await decodeState(whole.slice(0, whole.length - 4), "f")), "Cannot resume from f");
  assert.match(sentence(await decodeState(new Uint8Array(3), "f")), "Cannot resume from f");
  const odd = { ...toyState(7), ema: toyState(7).ema.slice(1) };
  assert.match(sentence(await decodeState(encodeState(odd), "f")), "role ema");
  const infinite = toyState(7);
  infinite.first[0]!.values[3] = NaN;
  assert.match(sentence(await decodeState(encodeState(infinite), "f")), "first/a.weight");
  const early = { ...toyState(7), step: -1 };
  assert.ok(isLeft(await decodeState(encodeState(early), "f")));
});

states("are found newest first, the one before when it is damaged or gone", async ({ folder }) => {
  assert.match(sentence(await loadState(folder)), "start it without --resume");
  for (const step of [1, 2, 3]) right(await saveState(folder, toyState(step)));
  assert.is(right(await loadState(folder)).state.step, 3);
  await truncate(join(folder, "state.safetensors"), 500);
  assert.is(right(await loadState(folder)).state.step, 2);
  await unlink(join(folder, "state.safetensors"));
  assert.is(right(await loadState(folder)).state.step, 2);
  await writeFile(join(folder, "state.previous.safetensors"), "nothing");
  assert.match(sentence(await loadState(folder)), "state.previous.safetensors");
});

states("of one step are the same bytes on disk, whoever writes them", async ({ folder }) => {
  right(await saveState(folder, toyState(3)));
  const first = await readFile(join(folder, "state.safetensors"));
  right(await saveState(folder, toyState(3)));
  assert.ok(first.equals(await readFile(join(folder, "state.safetensors"))));
});

/** Saves until it is killed after some milliseconds of saving; the last step that it told of. */
const killed = (folder: string, from: number, after: number): Promise<number> =>
  new Promise((resolve) => {
    const args = ["--import", "tsx", join(root, "tests/support/save_states.ts"), folder, String(from)];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let told = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (told === "") setTimeout(() => child.kill("SIGKILL"), after);
      told += text;
    });
    child.on("close", () => resolve(Number(told.trim().split("\n").at(-1))));
  });

const isWhole = ({ step, parameters, first, second, ema }: TrainState): boolean =>
  [parameters, first, second, ema].every((tensors, role) =>
    tensors.every(({ values }) => values.every((x) => x === step + role / 4))
  );

states("survive kill -9 at any moment: whole, and none older than the last one told of", async ({ folder }) => {
  let from = 0;
  for (let round = 0; round < 8; round++) {
    const last = await killed(folder, from, 5 + Math.floor(Math.random() * 120));
    const { state } = right(await loadState(folder));
    assert.ok(last >= from && state.step >= last && state.step <= last + 1, `${last} told, ${state.step} found`);
    assert.ok(isWhole(state));
    from = state.step + 1;
  }
});

states("cannot be saved where there is no folder to be: in a sentence", async ({ folder }) => {
  await writeFile(join(folder, "file"), "");
  const saved = await saveState(join(folder, "file", "inside"), toyState(1));
  assert.ok(!isRight(saved));
  assert.match(sentence(saved), "Cannot write");
});

states.run();
