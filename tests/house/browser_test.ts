import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { type Graphics, runInBrowser } from "../support/browser/mod.ts";
import { root } from "../support/root.ts";
import { ranOn } from "../support/skip.ts";
import type { graphics } from "./fixtures/browser/graphics.ts";

type Answer = Awaited<ReturnType<typeof graphics>>;

const entry = join(root, "tests/house/fixtures/browser/graphics.ts");
const ask = (kind: Graphics, isolated = false): Promise<Answer> =>
  runInBrowser<Answer>({ graphics: kind, entry, name: "graphics", args: [2, 3], isolated });

const browser = suite("a real Chromium from npm");

browser("draws with WebGL2 and runs a bundle of the sources", async () => {
  const answer = await ask("webgl2");
  assert.is(answer.webgl2, true);
  assert.is(answer.sum, 5);
  assert.is(answer.shared, false);
  ranOn("chromium");
  ranOn("webgl2");
});

browser("has a WebGPU adapter in software", async () => {
  assert.is((await ask("webgpu")).webgpu, "swiftshader");
  ranOn("webgpu");
});

for (
  const [graphics, mode, ran] of [["webgl2", "webgl2", "gpu"], ["webgpu", "webgpu", "webgpu"], [
    "none",
    "webasm",
    "webasm",
  ]] as const
) {
  browser(`runs a kernel on ${mode}`, async () => {
    const answer = await runInBrowser({ graphics, entry, name: "doubled", args: [mode, [1, 2, 3]] });
    assert.equal(answer, { mode: ran, answer: [2, 4, 6] });
  });
}

browser("has shared memory when the page is isolated", async () => {
  assert.is((await ask("none", true)).shared, true);
});

browser("passes on what the page rejects", async () => {
  try {
    await runInBrowser({ graphics: "none", entry, name: "fails" });
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), "planted failure");
  }
});
browser.run();
