import { existsSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { denoAdapter, hasDeno, runInDeno } from "../support/deno.ts";
import { goldenFolder } from "../support/golden.ts";
import { root } from "../support/root.ts";
import { ranOn, skipUnless } from "../support/skip.ts";
import type { OnWebGpu } from "./blockdit_on_webgpu.ts";

const folder = join(goldenFolder(), "blockdit");
const adapter = hasDeno ? await denoAdapter() : null;
const missing = existsSync(folder) ? "Deno has no WebGPU adapter here" : `no golden data in ${folder}`;

const conformance = suite("the golden networks on gpu.js");
const golden = skipUnless(existsSync(folder) && adapter !== null, missing)(conformance);

golden(`on webgpu under Deno: ${adapter}`, async () => {
  const found = await runInDeno<OnWebGpu>({
    entry: join(root, "tests/conformance/blockdit_on_webgpu.ts"),
    name: "goldenOnWebGpu",
    args: [folder],
    flags: ["--unstable-webgpu"],
    seconds: 900,
  });
  assert.equal(found.complaints, []);
  assert.equal(found.ran, ["webgpu"]);
  assert.ok(found.passed > 0 && found.failed === 0, `${found.passed} passed, ${found.failed} failed`);
  console.log(`\n  ${found.passed} cases on ${adapter}`);
  ranOn("webgpu");
});

conformance.run();
