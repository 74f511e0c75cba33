import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runProcess, runTypeScript } from "../../support/process.ts";
import { root } from "../../support/root.ts";
import { skipUnless } from "../../support/skip.ts";
import { smallNetwork } from "../../support/small_network.ts";
import { writeSynthetic } from "../../support/synthetic_weights.ts";

/** The published size. */
const published = {
  hidden: 768,
  heads: 12,
  blocks: 12,
  conditioning: 128,
  length: 1024,
  vocabulary: 50_258,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
} as const;
const own = { process: "absorbing", prediction: "full", blockSizes: "any" } as const;
const home = await mkdtemp(join(tmpdir(), "blockgen-load-long-"));
const here = (file: string): string => join(root, "tests/runtime/blockdit", file);
const lastLine = <A>(stdout: string): A => JSON.parse(stdout.trim().split("\n").at(-1)!) as A;

const long = suite("checkpoints, at length");
const onLinux = skipUnless(existsSync("/proc/self/status"), "only Linux tells the most memory that a process held");

onLinux(long)("one of the published size runs ARPC through onnxruntime in less than 2.5 GB", async () => {
  const folder = join(home, "published");
  for (const dtype of ["F32", "F16"] as const) {
    await writeSynthetic(folder, { network: published, dtype, seed: 1, own });
    const ended = await runTypeScript(here("published_arpc.ts"), [folder], { seconds: 600 });
    assert.is(ended.code, 0, ended.output);
    const told = lastLine<Record<"peakBytes" | "loadSeconds" | "runSeconds" | "nfe", number> & { engine: string }>(
      ended.stdout,
    );
    console.log(
      `\n  ${dtype}: ${Math.round(told.peakBytes / 1e6)} MB at most, loaded in ${
        told.loadSeconds.toFixed(1)
      } s, ${told.nfe} NFE in ${told.runSeconds.toFixed(1)} s`,
    );
    assert.equal([told.engine, told.nfe], ["onnx (cpu)", 10]);
    assert.ok(told.peakBytes < 2.5e9, `${told.peakBytes} bytes`);
  }
});

/** What 100 networks of 2 MB would hold that are not let go of, a tenth of it. */
const ALLOWED = 20e6;

for (const engine of ["host", "onnx", "gpu:webasm", "gpu:cpu"]) {
  long(`200 rounds of load, run and dispose on ${engine} hold no more memory than 100`, async () => {
    const folder = join(home, "small");
    const network = { ...smallNetwork, hidden: 64, blocks: 4, vocabulary: 2049 };
    await writeSynthetic(folder, { network, dtype: "F32", seed: 1, own });
    const args = ["--expose-gc", "--import", "tsx", here("load_rounds.ts"), folder, engine];
    const ended = await runProcess(process.execPath, args, { seconds: 1200 });
    assert.is(ended.code, 0, ended.output);
    const { at100, at200 } = lastLine<Record<"at100" | "at200", number>>(ended.stdout);
    console.log(
      `\n  ${engine}: ${(at100 / 1e6).toFixed(1)} MB at round 100, ${(at200 / 1e6).toFixed(1)} MB at round 200`,
    );
    assert.ok(at200 - at100 < ALLOWED, `grew by ${at200 - at100} bytes`);
  });
}
long.after(() => rm(home, { recursive: true, force: true }));
long.run();
