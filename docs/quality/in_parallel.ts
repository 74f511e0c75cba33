import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Cell } from "./cells.ts";
import type { Measured } from "./measure.ts";
import type { Scale } from "./setting.ts";

/** Measures cells on all cores; tells of each as it is done, in the order in which they end. */
export const measureInParallel = async (
  cells: readonly Cell[],
  scale: Scale,
  told: (cell: Cell, measured: Measured) => void,
): Promise<void> => {
  const waiting = [...cells];
  const count = Math.min(availableParallelism(), cells.length);
  await Promise.all(Array.from({ length: count }, () => oneWorker(scale, () => waiting.shift(), told)));
};

const start = (scale: Scale): ChildProcess =>
  fork(fileURLToPath(new URL("worker.ts", import.meta.url)), [JSON.stringify(scale)], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });

/** A worker gets the next cell when it has answered for the last one. */
const oneWorker = (
  scale: Scale,
  next: () => Cell | undefined,
  told: (cell: Cell, measured: Measured) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = start(scale);
    let current: Cell | undefined;
    child.on("message", (message: "ready" | Measured) => {
      if (message !== "ready") { told(current!, message); }
      current = next();
      if (current === undefined) { child.disconnect(); }
      else { child.send(current); }
    });
    child.on("exit", (code) => {
      if (code === 0 && current === undefined) { resolve(); }
      else { reject(new Error(`a worker ended with code ${code} at ${current?.sampler}`)); }
    });
  });
