/** `training_memory.ts UPDATES`: trains a tiny network and prints what is in use at a tenth and at the end, after forced collections. */
import { describeJaxMissing, loadJax } from "../../runtime/blockdit/jax/load.ts";
import { train } from "../../runtime/train/trainer.ts";
import { toyData } from "./training_run.ts";
import { tinyConfig } from "./training_twin.ts";

/** Bytes by where they are. */
export interface TrainingMemory {
  readonly heap: number;
  readonly external: number;
  readonly resident: number;
}

const measure = (): TrainingMemory => {
  for (let i = 0; i < 4; i++) { globalThis.gc?.(); }
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed, external: external + arrayBuffers, resident: rss };
};

const steps = Number(process.argv[2]);
const jax = await loadJax("wasm");
if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }
const config = tinyConfig({
  process: "uniform",
  loss: "elbo",
  blocks: [{ size: 1, weight: 1 }, { size: 2, weight: 1 }, { size: 4, weight: 2 }],
  steps,
  evalEvery: Math.floor(steps / 10),
  layers: 1,
});
const seen: TrainingMemory[] = [];
for await (const event of train(jax, { config, data: toyData })) {
  if (event._tag !== "Logged" || event.record.kind !== "train") { continue; }
  if ([Math.floor(steps / 10), steps - 1].includes(event.record.step)) { seen.push(measure()); }
}
console.log(JSON.stringify(seen));
