import { loadChunk } from "../chunks.ts";
import type { Answer, Job } from "./job.ts";
import type { Report } from "./message.ts";
import { partOf } from "./part_of.ts";
import { type WarmWorker, warmWorker } from "./warm_worker.ts";

/** A run in progress. */
export interface Running {
  /** Ends it at once; nothing is answered any more. */ readonly stop: () => void;
}

/** What runs the jobs of one side of the page, one at a time. */
export interface Engine {
  /** Runs a job; what still runs is stopped. */ readonly run: (
    job: Job,
    onAnswer: (answer: Answer) => void,
  ) => Running;
  /** Ends it, with all that it holds on a device; a later run starts anew. */ readonly close: () => void;
}

interface Current {
  readonly run: number;
  readonly job: Job;
  readonly onAnswer: (answer: Answer) => void;
}

/**
 * An engine in a worker of its own, so that the page stays free. The worker stays from run to run, and with it its device, its compiled
 * kernels and its models; one that does not notice a stop is ended. It starts with the first run.
 */
export const openEngine = (): Engine => new WorkerEngine();

class WorkerEngine implements Engine {
  #worker: WarmWorker | null = null;
  #current: Current | null = null;
  #runs = 0;

  run(job: Job, onAnswer: (answer: Answer) => void): Running {
    if (this.#current !== null) { this.#stop(this.#current.run); }
    const mine = { run: ++this.#runs, job, onAnswer };
    this.#current = mine;
    void this.#send(mine);
    return { stop: () => this.#stop(mine.run) };
  }

  close(): void {
    this.#current = null;
    this.#end();
  }

  #end(): void {
    this.#worker?.close();
    this.#worker = null;
  }

  /** Loads what the job needs, and hands it to the worker. */
  async #send(sent: Current): Promise<void> {
    const part = partOf(sent.job);
    try {
      const [source, content] = await Promise.all([loadChunk("engine"), part === null ? "" : loadChunk(part)]);
      if (sent !== this.#current) { return; }
      this.#worker ??= warmWorker(source, (report) => this.#take(report), (sentence) => this.#break(sentence));
      if (part !== null) { this.#worker.bring(part, content); }
      this.#worker.run(sent.run, sent.job);
    } catch (thrown) {
      this.#fail(sent.run, thrown instanceof Error ? thrown.message : String(thrown));
    }
  }

  #take({ run, answer }: Report): void {
    if (run !== this.#current?.run) { return; }
    const { onAnswer } = this.#current;
    if (answer._tag === "Done" || answer._tag === "Failed") { this.#current = null; }
    onAnswer(answer);
  }

  #fail(run: number, sentence: string): void {
    this.#take({ run, answer: { _tag: "Failed", sentence } });
  }

  #break(sentence: string): void {
    this.#end();
    if (this.#current !== null) { this.#fail(this.#current.run, sentence); }
  }

  #stop(run: number): void {
    if (this.#current?.run === run) { this.#current = null; }
    this.#worker?.stop(run, () => {
      this.#end();
      if (this.#current !== null) { void this.#send(this.#current); }
    });
  }
}
