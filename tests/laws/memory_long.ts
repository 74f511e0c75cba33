import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { runProcess } from "../support/process.ts";
import { root } from "../support/root.ts";

/**
 * Memory in use (heap, external memory and array buffers, after forced collections) at run 1,000 is within 5 % of run 200. Each
 * backend has a process of its own; a run is a small one with a new model, seed and number of rows.
 */
const program = join(root, "tests/support/memory.ts");
const memory = suite("memory over 1,000 runs");

for (const backend of ["host", "cpu", "webasm"] as const) {
  memory(`on ${backend}`, async () => {
    const ended = await runProcess(process.execPath, ["--expose-gc", "--import", "tsx", program, backend], {
      seconds: 600,
    });
    assert.is(ended.code, 0, ended.output);
    const { at200, at1000 } = JSON.parse(ended.stdout.trim().split("\n").at(-1)!) as { at200: number; at1000: number };
    const growth = at1000 / at200 - 1;
    console.log(
      `\n  ${backend}: ${(at200 / 1e6).toFixed(1)} MB at run 200, ${(at1000 / 1e6).toFixed(1)} MB at run 1,000`,
    );
    assert.ok(Math.abs(growth) <= 0.05, `${(100 * growth).toFixed(1)} %`);
  });
}

memory.run();
