import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runInBrowser } from "./browser/mod.ts";
import type { checkKernelsOn } from "./kernel_check.ts";
import { root } from "./root.ts";
import { ranOn } from "./skip.ts";

type Answer = Awaited<ReturnType<typeof checkKernelsOn>>;

const entry = join(root, "tests/support/kernel_check.ts");

/** Holds every kernel to its host twin on one of Chromium's backends: minutes in software, so that each has a file of its own. */
export const kernelsInBrowser = (mode: "webgl2" | "webgpu"): void => {
  const browser = suite("every kernel equals its host twin in Chromium, from a bundle with short names");
  browser(`on ${mode}: decisions exactly, numbers within their band`, async () => {
    const answer = await runInBrowser<Answer>({ graphics: mode, entry, name: "checkKernelsOn", args: [mode, [2]] });
    assert.equal(answer.failures, []);
    assert.is(answer.ran, mode);
    assert.ok(answer.cases > 200);
    assert.ok(answer.settledRows > 0, "planted ties and edges are settled on the host");
    ranOn("chromium");
    ranOn(mode);
  });
  browser.run();
};
