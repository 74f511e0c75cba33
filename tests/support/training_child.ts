/** `training_child.ts FOLDER STEPS [--resume]`: a toy run in a folder, saved at every moment, telling of each update. */
import { isLeft } from "fp-ts/lib/Either.js";
import { describeJaxMissing, loadJax } from "../../runtime/blockdit/jax/load.ts";
import { describeTrain } from "../../runtime/train/mod.ts";
import { trainInFolder } from "../../runtime/train/run_node.ts";
import { toyData } from "./training_run.ts";
import { tinyConfig } from "./training_twin.ts";

const [folder, steps, flag] = process.argv.slice(2) as [string, string, string | undefined];
const jax = await loadJax("wasm");
if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }
const config = tinyConfig({
  process: "uniform",
  blocks: [{ size: 1, weight: 1 }, { size: 4, weight: 3 }],
  steps: Number(steps),
  evalEvery: 10,
  checkpointEvery: 1e-3,
  layers: 1,
});
const heard = ({ kind, step }: { kind: string; step: number }) => void process.stdout.write(`${kind} ${step}\n`);
const ended = await trainInFolder({ jax, config, data: toyData, folder, resume: flag === "--resume", heard });
if (isLeft(ended)) { throw new Error(describeTrain(ended.left)); }
