/** The worker: it keeps what models are made of, runs the jobs that it is sent one after the other and answers with messages. */
import type { Chunk } from "../chunks.ts";
import { modelFinder } from "./find_model.ts";
import type { Answer } from "./job.ts";
import type { Order, Report } from "./message.ts";
import { runJob } from "./run_job.ts";

const worker = globalThis as unknown as {
  onmessage: (message: MessageEvent<Order>) => void;
  postMessage: (report: Report) => void;
};

const parts = new Map<Chunk, string>();
const find = modelFinder(parts);
const running = new Map<number, AbortController>();
let last: Promise<void> = Promise.resolve();

const start = ({ run, job }: Order & { _tag: "Run" }): void => {
  const stop = new AbortController();
  running.set(run, stop);
  const tell = (answer: Answer): void => worker.postMessage({ run, answer });
  last = last.then(() => runJob(job, find, tell, stop.signal)).then(() => void running.delete(run));
};

worker.onmessage = ({ data }) => {
  if (data._tag === "Part") { parts.set(data.name, data.content); }
  else if (data._tag === "Run") { start(data); }
  else { running.get(data.run)?.abort(new Error("stopped by the reader")); }
};
