import { reasonOf } from "../../thrown.ts";
import type { Execution, Extraction, Python } from "./execution.ts";
import { readReply } from "./reply.ts";
import type { Asked, Question, WorkerHandle } from "./worker_protocol.ts";

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

/** Workers and the jobs that wait for them. Every job is settled: by a worker, or because there will be none. */
export class PythonPool implements Python {
  readonly #waiting: Job[] = [];
  readonly #idle: WorkerHandle[] = [];
  readonly #running = new Set<WorkerHandle>();
  #asked = 0;
  #failures = 0;
  #closed = false;
  /** Why nothing runs here, if nothing does. */ #reason = "no worker started";

  constructor(private readonly start: () => Promise<WorkerHandle>, private readonly seconds: number) {}

  /** One more worker; rejects if it cannot start. */
  async add(): Promise<void> {
    const worker = await this.start();
    if (this.#closed) { return await worker.end(); }
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
    this.#reason = "the sandbox was closed";
    this.#giveUp();
    await Promise.all([...this.#running].map((worker) => worker.end()));
  }

  /** Whether no worker runs or is on its way. */
  get #isOver(): boolean {
    return this.#closed || (this.#failures >= patience && this.#running.size === 0);
  }

  get #gone(): Execution & Extraction {
    return { _tag: "SandboxGone", reason: this.#reason };
  }

  #submit(text: string, task: Question["task"], seconds: number): Promise<Execution | Extraction> {
    return new Promise((settle) => {
      if (this.#isOver) { return settle(this.#gone); }
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
    // A worker that is ended with its pool says nothing of its program.
    const outcome = this.#closed && asked._tag === "Died" ? this.#gone : outcomeOf(asked, job.seconds);
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
        return await this.add();
      } catch (error) {
        this.#failures++;
        if (!this.#closed) { this.#reason = reasonOf(error); }
      }
    }
    // Where others still run, the last of them to end comes by here.
    if (this.#isOver) { this.#giveUp(); }
  }

  #giveUp(): void {
    for (const { settle } of this.#waiting.splice(0)) { settle(this.#gone); }
  }
}
