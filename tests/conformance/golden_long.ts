import { existsSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { goldenFolder } from "../support/golden.ts";
import { runTypeScript } from "../support/process.ts";
import { skipUnless } from "../support/skip.ts";

/** Half of what the command takes by itself: enough to see the planted errors, and there are other tests to run. */
const SAMPLES = 100_000;

const conformance = suite("conformance");
const golden = skipUnless(existsSync(goldenFolder()), `no golden data in ${goldenFolder()}`)(conformance);

golden("every golden set, and many samples of every configuration on a float32 backend", async () => {
  const ended = await runTypeScript("tests/conformance/main.ts", ["--samples", String(SAMPLES)], { seconds: 1700 });
  assert.is(ended.code, 0, ended.output);
  assert.match(ended.stdout, new RegExp(`^runtime, ${SAMPLES} samples: \\d+ cases compared`, "m"));
  assert.match(ended.stdout, /^[1-9]\d* passed, 0 failed/m);
});

conformance.run();
