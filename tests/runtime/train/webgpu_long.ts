import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { denoAdapter, hasDeno, runInDeno } from "../../support/deno.ts";
import { near } from "../../support/near.ts";
import { root } from "../../support/root.ts";
import { skipUnless } from "../../support/skip.ts";
import { lossesOn } from "../../support/training_losses.ts";

const entry = join(root, "tests/support/training_losses.ts");
const adapter = hasDeno ? await denoAdapter() : null;
const devices = suite("five updates under Deno");

const on = async (device: "wasm" | "webgpu"): Promise<readonly number[]> =>
  await runInDeno<readonly number[]>({
    entry,
    name: "lossesOn",
    args: [device],
    flags: ["--unstable-webgpu"],
    seconds: 900,
  });

skipUnless(hasDeno, "the deno package is not installed")(devices)("are those under Node on wasm", async () => {
  const [here, there] = [await lossesOn("wasm"), await on("wasm")];
  assert.is(here.length, 12);
  here.forEach((x, i) => near(there[i]!, x, 1e-6));
});

skipUnless(adapter !== null, "Deno has no WebGPU adapter")(devices)(
  "are the same on WebGPU, but for rounding",
  async () => {
    console.log(`\n  adapter: ${adapter}`);
    const [here, there] = [await lossesOn("wasm"), await on("webgpu")];
    here.forEach((x, i) => near(there[i]!, x, 1e-4));
  },
);

devices.run();
