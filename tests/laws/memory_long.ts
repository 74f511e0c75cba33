import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { runInBrowser } from "../support/browser/mod.ts";
import { runProcess } from "../support/process.ts";
import { root } from "../support/root.ts";
import { requiredInCi } from "../support/skip.ts";
import type { InUse } from "../support/thousand_runs.ts";

/**
 * Memory in use after forced collections at run 1,000 is within 5 % of run 200: in Node heap, external memory and array buffers, in
 * Chromium the page's heap. Each backend has a process or a page of its own; a run is a small one with a new model, seed and number
 * of rows.
 */
const program = join(root, "tests/support/memory.ts");
const page = join(root, "tests/support/memory_page.ts");
const memory = suite("memory over 1,000 runs");

const judge = (backend: string, { at200, at1000 }: InUse): void => {
  const [before, after] = [at200, at1000].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
  console.log(`\n  ${backend}: ${before} at run 200, ${after} at run 1,000`);
  assert.ok(at200 > 1e6, "the measurement itself must see a heap");
  assert.ok(Math.abs(at1000 / at200 - 1) <= 0.05, `${(100 * (at1000 / at200 - 1)).toFixed(1)} %`);
};

for (const backend of ["host", "cpu", "webasm"] as const) {
  memory(`on ${backend}`, async () => {
    const ended = await runProcess(process.execPath, ["--expose-gc", "--import", "tsx", program, backend], {
      seconds: 600,
    });
    assert.is(ended.code, 0, ended.output);
    judge(backend, JSON.parse(ended.stdout.trim().split("\n").at(-1)!) as InUse);
  });
}

for (const backend of ["webgl2", "webgpu"] as const) {
  requiredInCi(backend, true, "")(memory)(`on ${backend} in Chromium`, async () => {
    judge(
      backend,
      await runInBrowser<InUse>({ graphics: backend, entry: page, name: "memoryInPage", args: [backend] }),
    );
  });
}

memory.run();
