/**
 * Loads, runs and disposes of the checkpoint in a folder 200 times on an engine, in a process of its own: prints the bytes that it holds
 * at rounds 100 and 200.
 */
import { isLeft } from "fp-ts/lib/Either.js";
import { ar, arpc, type Program } from "../../../dsl/mod.ts";
import { describeLoadError, type EngineChoice, loadCheckpointModel } from "../../../runtime/blockdit/mod.ts";
import { run } from "../../../runtime/run.ts";

const [folder, engine] = process.argv.slice(2) as [string, EngineChoice];
const program = arpc({ size: 4, steps: 2, by: ar.nll }) as Program;

const round = async (seed: number): Promise<void> => {
  const model = await loadCheckpointModel(folder, { engine, threads: 1 });
  if (isLeft(model)) { throw new Error(describeLoadError(model.left)); }
  const result = await run(program, model.right, { length: 8, rows: 2, seed, backend: "host" })();
  if (isLeft(result)) { throw new Error(JSON.stringify(result.left)); }
  await model.right.dispose();
};

const settled = async (): Promise<number> => {
  for (let i = 0; i < 5; i++) {
    (globalThis as unknown as { gc: () => void }).gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().rss;
};

let at100 = 0;
for (let n = 1; n <= 200; n++) {
  await round(n);
  if (n === 100) { at100 = await settled(); }
}
console.log(JSON.stringify({ at100, at200: await settled() }));
