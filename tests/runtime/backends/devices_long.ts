import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import type { DeviceName } from "../../../runtime/backends/mod.ts";
import { type Graphics, runInBrowser } from "../../support/browser/mod.ts";
import { denoAdapter, hasDeno, runInDeno } from "../../support/deno.ts";
import type { checkKernelsOn } from "../../support/kernel_check.ts";
import { root } from "../../support/root.ts";
import { requiredInCi } from "../../support/skip.ts";

type Answer = Awaited<ReturnType<typeof checkKernelsOn>>;

const entry = join(root, "tests/support/kernel_check.ts");
const long = suite("every kernel equals its host twin, elsewhere");

const accept = (answer: Answer, mode: DeviceName): void => {
  assert.equal(answer.failures, []);
  assert.is(answer.ran, mode);
  assert.ok(answer.cases > 200);
};

for (const [graphics, mode] of [["webgl2", "webgl2"], ["webgpu", "webgpu"], ["none", "webasm"]] as const) {
  requiredInCi(mode, true, "")(long)(`in Chromium on ${mode}, from a bundle with short names`, async () => {
    const run = { graphics: graphics as Graphics, entry, name: "checkKernelsOn", args: [mode, [1]] };
    accept(await runInBrowser<Answer>(run), mode);
  });
}

const adapter = hasDeno ? await denoAdapter() : null;
requiredInCi("deno", adapter !== null, "Deno has no WebGPU adapter here")(long)("under Deno on webgpu", async () => {
  const run = { entry, name: "checkKernelsOn", args: ["webgpu", [1]], flags: ["--unstable-webgpu"] };
  accept(await runInDeno<Answer>(run), "webgpu");
});

requiredInCi("deno", hasDeno, "the deno package is not installed")(long)("under Deno on webasm", async () => {
  accept(await runInDeno<Answer>({ entry, name: "checkKernelsOn", args: ["webasm", [1]] }), "webasm");
});

long.run();
