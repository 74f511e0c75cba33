import { Worker } from "node:worker_threads";
import { workerEntry } from "../../worker_entry_node.ts";
import type { Answer, Asked, Message, Question, WorkerData, WorkerHandle } from "./worker_protocol.ts";

/** An answer that lies ready when the clock has run out still counts: the asking thread may have been busy. */
const graceMilliseconds = 25;

/** What a timer holds: one beyond it would ring at once. */
const longestMilliseconds = 2 ** 31 - 1;

const spawned = (data: WorkerData): Worker =>
  new Worker(workerEntry(import.meta.url, "python_worker_node"), {
    workerData: data,
    env: {},
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 },
  });

const readiness = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once("message", (message: Message) =>
      typeof message === "object" && "failed" in message ? reject(new Error(message.failed)) : resolve());
    // These stay: without a listener, an error of an idle worker would end the process.
    worker.on("error", reject);
    worker.on("exit", (code) =>
      reject(new Error(`the worker ended with code ${code} before it was ready`)));
  });

const ask = (worker: Worker, question: Question, seconds: number): Promise<Asked> =>
  new Promise((resolve) => {
    const finish = (asked: Asked): void => {
      clearTimeout(timer);
      worker.off("message", answered).off("error", died).off("exit", exited);
      resolve(asked);
    };
    const answered = (answer: Answer): void => finish({ _tag: "Answered", answer });
    const died = (error: Error): void => finish({ _tag: "Died", reason: error.message });
    const exited = (code: number): void => finish({ _tag: "Died", reason: `its thread ended with code ${code}` });
    const late = (): void => {
      timer = setTimeout(() => finish({ _tag: "TimedOut" }), graceMilliseconds);
    };
    let timer = setTimeout(late, Math.min(seconds * 1000, longestMilliseconds));
    worker.on("message", answered).on("error", died).on("exit", exited);
    worker.postMessage(question);
  });

/** Starts a worker and waits until it is ready. */
export const startWorker = async (data: WorkerData): Promise<WorkerHandle> => {
  const worker = spawned(data);
  try {
    await readiness(worker);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    ask: (question, seconds) => ask(worker, question, seconds),
    end: async () => void await worker.terminate(),
  };
};
