import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { left, right } from "fp-ts/lib/Either.js";
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import { reasonOf } from "../../thrown.ts";
import type { Execution, Extraction, Python } from "./execution.ts";
import { type Asked, startWorker, type WorkerHandle } from "./python_worker_handle_node.ts";
import { readReply } from "./reply.ts";
import type { Question, WorkerData } from "./worker_protocol.ts";

/** How many programs run side by side, and what each may use. */
export interface PoolOptions {
  /** Worker threads; 1 by default. Each takes about 1.5 s to start, behind the programs that run meanwhile. */
  readonly workers?: number;
  /** Wall-clock seconds of a program that names no other limit; 1 by default, as the paper's checker. */
  readonly seconds?: number;
  /** Memory of an interpreter with its program; 128 by default. */ readonly megabytes?: number;
}

/** The optional package is not installed, or does not run here. */
export interface PythonUnavailable {
  readonly _tag: "PythonUnavailable";
  readonly reason: string;
}

/** One sentence. */
export const describePythonUnavailable = ({ reason }: PythonUnavailable): string =>
  `Cannot run Python programs here (${reason}): install the optional package with npm install --ignore-scripts pyodide`;

/** Cutting a program out of a text is the checker's own work and not under the program's limit. */
const extractionSeconds = 10;

/** After so many workers in a row that did not start, programs are no longer kept waiting. */
const patience = 3;

interface Job {
  readonly question: Question;
  readonly seconds: number;
  readonly settle: (outcome: Execution | Extraction) => void;
}

const outcomeOf = (asked: Asked, seconds: number): Execution | Extraction => {
  if (asked._tag === "TimedOut") { return { _tag: "TimedOut", seconds }; }
  if (asked._tag === "Died") { return { _tag: "Stopped", reason: asked.reason }; }
  const { reply, stopped, milliseconds } = asked.answer;
  if (milliseconds > seconds * 1000) { return { _tag: "TimedOut", seconds }; }
  return reply === null ? { _tag: "Stopped", reason: stopped ?? "it left no reply" } : readReply(reply);
};

const isUsable = (asked: Asked): boolean => asked._tag === "Answered" && asked.answer.stopped === undefined;

/** Workers and the jobs that wait for them. */
class Pool implements Python {
  readonly #waiting: Job[] = [];
  readonly #idle: WorkerHandle[] = [];
  readonly #running = new Set<WorkerHandle>();
  #asked = 0;
  #failures = 0;
  #closed = false;

  constructor(private readonly data: WorkerData, private readonly seconds: number) {}

  /** One more worker; rejects if it cannot start. */
  async add(): Promise<void> {
    const worker = await startWorker(this.data);
    this.#failures = 0;
    this.#running.add(worker);
    this.#offer(worker);
  }

  extract(text: string): Promise<Extraction> {
    return this.#submit(text, "extract", extractionSeconds) as Promise<Extraction>;
  }

  execute(text: string, seconds: number = this.seconds): Promise<Execution> {
    return this.#submit(text, "run", seconds) as Promise<Execution>;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#giveUp("the sandbox was closed");
    await Promise.all([...this.#running].map((worker) => worker.end()));
  }

  #submit(text: string, task: Question["task"], seconds: number): Promise<Execution | Extraction> {
    return new Promise((settle) => {
      if (this.#closed) { return settle({ _tag: "Stopped", reason: "the sandbox was closed" }); }
      this.#waiting.push({ question: { id: this.#asked++, text, task }, seconds, settle });
      const worker = this.#idle.pop();
      if (worker !== undefined) { this.#offer(worker); }
    });
  }

  #offer(worker: WorkerHandle): void {
    const job = this.#waiting.shift();
    if (job === undefined) { this.#idle.push(worker); }
    else { void this.#work(worker, job); }
  }

  async #work(worker: WorkerHandle, job: Job): Promise<void> {
    const asked = await worker.ask(job.question, job.seconds);
    const outcome = outcomeOf(asked, job.seconds);
    if (isUsable(asked)) {
      job.settle(outcome);
      return this.#offer(worker);
    }
    this.#running.delete(worker);
    job.settle(outcome);
    await worker.end();
    await this.#replace();
  }

  async #replace(): Promise<void> {
    while (!this.#closed && this.#failures < patience) {
      try {
        const worker = await startWorker(this.data);
        if (this.#closed) { return await worker.end(); }
        this.#failures = 0;
        this.#running.add(worker);
        return this.#offer(worker);
      } catch (error) {
        if (++this.#failures === patience && this.#running.size === 0) { this.#giveUp(reasonOf(error)); }
      }
    }
  }

  #giveUp(reason: string): void {
    for (const { settle } of this.#waiting.splice(0)) { settle({ _tag: "Stopped", reason }); }
  }
}

/** Where the package lies: its folder has the interpreter beside its module. */
const packageFolder = (): string => dirname(createRequire(import.meta.url).resolve("pyodide"));

const dataOf = async (megabytes: number): Promise<WorkerData> => {
  const folder = packageFolder();
  return {
    pyodide: pathToFileURL(join(folder, "pyodide.mjs")).href,
    folder,
    module: await WebAssembly.compile(new Uint8Array(await readFile(join(folder, "pyodide.asm.wasm")))),
    memoryBytes: megabytes * 2 ** 20,
  };
};

/**
 * Opens a sandbox for Python programs: Pyodide in worker threads that are terminated when a program exceeds its time.
 *
 * A program sees the builtins that the paper's checker allows. Whatever it does to get around them, the interpreter cannot read
 * files, open connections or touch JavaScript (its imports are closed), its memory is limited, and every byte of it is put back before
 * the next program. The caller closes it.
 */
export const openPython = (options: PoolOptions = {}): TaskEither<PythonUnavailable, Python> => async () => {
  const { workers = 1, seconds = 1, megabytes = 128 } = options;
  try {
    const pool = new Pool(await dataOf(megabytes), seconds);
    await pool.add();
    for (let i = 1; i < workers; i++) { pool.add().catch(() => {}); }
    return right(pool);
  } catch (error) {
    return left({ _tag: "PythonUnavailable", reason: reasonOf(error) });
  }
};
