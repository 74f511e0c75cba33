import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { workerEntry } from "../../worker_entry_node.ts";
import type { NamedCell } from "./cells.ts";
import type { WorkerAnswer, WorkerData } from "./worker_protocol.ts";

/** How cells are spread. */
export interface PoolOptions {
  /** Threads; one a core unless said. */ readonly workers?: number | undefined;
  /** Told of each cell as it ends. */ readonly told: (cell: NamedCell, answer: WorkerAnswer) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Measures cells on threads, each getting the next when it has answered; in the order given, ending in any order. */
export const measureAll = async (cells: readonly NamedCell[], options: PoolOptions): Promise<void> => {
  const waiting = [...cells];
  const cores = availableParallelism();
  const count = Math.min(options.workers ?? cores, cells.length);
  const data: WorkerData = { threads: Math.max(1, Math.floor(cores / Math.max(1, count))) };
  const next = (): NamedCell | undefined => options.signal?.aborted === true ? undefined : waiting.shift();
  await Promise.all(Array.from({ length: count }, () => oneWorker(data, next, options)));
};

/** One thread to its end. A thread that dies takes its cell with it, not the sweep: a new one goes on. */
const oneWorker = async (data: WorkerData, next: () => NamedCell | undefined, options: PoolOptions): Promise<void> => {
  let cell = next();
  while (cell !== undefined) {
    const worker = new Worker(workerEntry(import.meta.url, "worker_node"), { workerData: data });
    try {
      while (cell !== undefined) {
        options.told(cell, await ask(worker, cell));
        cell = next();
      }
    } catch (died) {
      if (!(died instanceof Died)) { throw died; }
      options.told(cell!, { id: cell!.id, notices: [], failed: died.message });
      cell = next();
    } finally {
      await worker.terminate();
    }
  }
};

class Died extends Error {}

const ask = (worker: Worker, cell: NamedCell): Promise<WorkerAnswer> =>
  new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      worker.off("message", answered).off("error", failed).off("exit", exited);
      act();
    };
    const answered = (answer: WorkerAnswer): void => finish(() => resolve(answer));
    const failed = (error: Error): void =>
      finish(() => reject(new Died(`Cannot finish the cell ${cell.id}: ${error.message}`)));
    const exited = (code: number): void =>
      finish(() => reject(new Died(`Cannot finish the cell ${cell.id}: its thread ended with code ${code}`)));
    worker.on("message", answered).on("error", failed).on("exit", exited);
    worker.postMessage(cell);
  });
