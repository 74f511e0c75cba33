import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { denoAdapter, hasDeno, runInDeno } from "../support/deno.ts";
import { root } from "../support/root.ts";
import { requiredInCi } from "../support/skip.ts";

const entry = join(root, "tests/house/fixtures/deno/engine.ts");
const deno = suite("Deno from npm");
const test = requiredInCi("deno", hasDeno, "the deno package is not installed");

test(deno)("runs an export of a file", async () => {
  const answer = await runInDeno<{ deno: boolean; sum: number }>({ entry, name: "engine", args: [2, 3] });
  assert.equal(answer, { deno: true, sum: 5 });
});

test(deno)("passes on what it rejects", async () => {
  try {
    await runInDeno({ entry, name: "fails" });
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), "planted failure");
  }
});

test(deno)("tells whether it has a WebGPU adapter", async () => {
  const adapter = await denoAdapter();
  console.log(`\n  adapter: ${adapter ?? "none"}`);
  assert.ok(adapter === null || adapter.length > 0);
});
deno.run();
