/** ARPC on the checkpoint in a folder through onnxruntime, in a process of its own: prints what ran and the most memory it held. */
import { isLeft } from "fp-ts/lib/Either.js";
import { readFileSync } from "node:fs";
import { ar, arpc, type Program } from "../../../dsl/mod.ts";
import { describeLoadError, loadCheckpointModel } from "../../../runtime/blockdit/mod.ts";
import { describe } from "../../../runtime/errors.ts";
import { run } from "../../../runtime/run.ts";

const [folder] = process.argv.slice(2) as [string];
const began = performance.now();
const model = await loadCheckpointModel(folder, { engine: "onnx" });
if (isLeft(model)) { throw new Error(describeLoadError(model.left)); }
const loaded = performance.now();
const prompt = Array.from({ length: 32 }, (_, i) => 1000 * i);
const result = await run(arpc({ size: 16, steps: 3, by: ar.nll }) as Program, model.right, {
  length: 64,
  rows: [{ prompt }],
})();
if (isLeft(result)) { throw new Error(describe(result.left)); }
const { engine, nfe, rows } = result.right;
const ran = performance.now();
await model.right.dispose();
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
console.log(JSON.stringify({
  engine,
  nfe,
  tokens: rows[0]!.tokens.length,
  loadSeconds: (loaded - began) / 1000,
  runSeconds: (ran - loaded) / 1000,
  peakBytes: 1024 * Number(peak),
}));
