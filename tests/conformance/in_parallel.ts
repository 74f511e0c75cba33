import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../support/root.ts";
import type { Compared, RuntimeOptions } from "./runtime.ts";

interface Line {
  readonly id: string;
  readonly compared: readonly Compared[];
}

const worker = (folder: string, index: number, count: number, options: RuntimeOptions, tell: (line: Line) => void) =>
  new Promise<void>((resolve, reject) => {
    const args = [folder, index, count, options.samples, options.backend ?? "host"].map(String);
    const shard = join(root, "tests", "conformance", "shard.ts");
    const child = spawn(process.execPath, ["--import", "tsx", shard, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    createInterface({ input: child.stdout }).on("line", (line) => tell(JSON.parse(line) as Line));
    child.on("close", (code) => code === 0 ? resolve() : reject(new Error(`worker ${index} ended with code ${code}`)));
  });

/** Compares all configurations on all cores, telling of each as it is done; the order of the result is that of their names. */
export const compareInParallel = async (
  folder: string,
  options: RuntimeOptions,
  told: (done: number, id: string) => void,
): Promise<readonly Compared[]> => {
  const lines: Line[] = [];
  const count = availableParallelism();
  const tell = (line: Line): void => told(lines.push(line), line.id);
  await Promise.all(Array.from({ length: count }, (_, index) => worker(folder, index, count, options, tell)));
  return lines.sort((a, b) => a.id.localeCompare(b.id)).flatMap(({ compared }) => compared);
};
