import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runProcess } from "../../support/process.ts";
import { root } from "../../support/root.ts";
import type { TrainingMemory } from "../../support/training_memory.ts";

/** Updates, as in the promise: memory is flat over them. */
const UPDATES = 2000;

const memory = suite(`memory over ${UPDATES.toLocaleString("en")} updates of a tiny network`);

/**
 * After forced collections, from update 200 to the last one, within 10 %: heap and array buffers together (about 31 MB), and resident
 * memory (about 170 MB), where jax-js keeps its arrays and does not say how many live. That is less than 2 kB and 10 kB an update;
 * one state of this network (parameters, moments, average) is 31 kB.
 */
memory("is flat", async () => {
  const file = join(root, "tests/support/training_memory.ts");
  const ended = await runProcess(process.execPath, ["--expose-gc", "--import", "tsx", file, String(UPDATES)], {
    seconds: 1500,
  });
  assert.is(ended.code, 0, ended.output);
  const [early, late] = JSON.parse(ended.stdout.trim().split("\n").at(-1)!) as [TrainingMemory, TrainingMemory];
  const growth = (of: (one: TrainingMemory) => number): number => of(late) / of(early) - 1;
  const inUse = ({ heap, external }: TrainingMemory): number => heap + external;
  const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `\n  in use ${mega(inUse(early))} to ${mega(inUse(late))}, resident ${mega(early.resident)} to ${
      mega(late.resident)
    }`,
  );
  assert.ok(growth(inUse) < 0.1, `in use grew by ${(100 * growth(inUse)).toFixed(1)} %`);
  assert.ok(
    growth(({ resident }) => resident) < 0.1,
    `resident grew by ${(100 * growth((m) => m.resident)).toFixed(1)} %`,
  );
});

memory.run();
