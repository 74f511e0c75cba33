import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { runInBrowser } from "../../support/browser/mod.ts";
import type { checkKernelsOn } from "../../support/kernel_check.ts";
import { root } from "../../support/root.ts";
import { ranOn } from "../../support/skip.ts";

type Answer = Awaited<ReturnType<typeof checkKernelsOn>>;

const entry = join(root, "tests/support/kernel_check.ts");
const browser = suite("every kernel equals its host twin in Chromium, from a bundle with short names");

for (const mode of ["webgl2", "webgpu"] as const) {
  browser(`on ${mode}: decisions exactly, numbers within their band`, async () => {
    const answer = await runInBrowser<Answer>({ graphics: mode, entry, name: "checkKernelsOn", args: [mode, [2]] });
    assert.equal(answer.failures, []);
    assert.is(answer.ran, mode);
    assert.ok(answer.cases > 200);
    assert.ok(answer.settledRows > 0, "planted ties and edges are settled on the host");
    ranOn("chromium");
    ranOn(mode);
  });
}

browser.run();
