import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runProcess } from "../../support/process.ts";
import { root } from "../../support/root.ts";

/** Less than a tenth of what 100 sessions that are not let go of would hold, each with 4.5 MB of weights. */
const ALLOWED = 36e6;

const memory = suite("the onnx engine's memory");
memory("does not grow from round 100 to round 200 of load, run and dispose", async () => {
  const program = join(root, "tests/runtime/blockdit/onnx_rounds.ts");
  const ended = await runProcess(process.execPath, ["--expose-gc", "--import", "tsx", program], { seconds: 600 });
  assert.is(ended.code, 0, ended.output);
  const { at100, at200 } = JSON.parse(ended.stdout.trim().split("\n").at(-1)!) as { at100: number; at200: number };
  console.log(`\n  ${(at100 / 1e6).toFixed(1)} MB at round 100, ${(at200 / 1e6).toFixed(1)} MB at round 200`);
  assert.ok(at200 - at100 < ALLOWED, `grew by ${at200 - at100} bytes`);
});
memory.run();
