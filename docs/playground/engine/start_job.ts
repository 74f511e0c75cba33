import type { Answer, Job } from "./job.ts";

/** A run in progress. */
export interface Running {
  /** Ends it at once; nothing is answered any more. */ readonly stop: () => void;
}

/**
 * Runs a job in a worker of its own, so that the page stays free, the job can be stopped at any point and the device
 * is given back with it.
 *
 * @param source The text of the worker's script. It becomes a blob: a page opened as a file may load no worker from one.
 */
export const startJob = (source: string, job: Job, onAnswer: (answer: Answer) => void): Running => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address);
  const stop = (): void => {
    worker.terminate();
    URL.revokeObjectURL(address);
  };
  worker.onmessage = ({ data }: MessageEvent<Answer>): void => {
    if (data._tag === "Done" || data._tag === "Failed") { stop(); }
    onAnswer(data);
  };
  worker.onerror = (event): void => {
    stop();
    onAnswer({ _tag: "Failed", sentence: `The worker failed: ${event.message || "the browser does not say why"}` });
  };
  worker.postMessage(job);
  return { stop };
};
