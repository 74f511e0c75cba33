import type { Chunk } from "../chunks.ts";
import type { Answer, Job } from "./job.ts";
import type { Order, Report } from "./message.ts";

/** A worker that runs jobs one after the other until it is closed. */
export interface WarmWorker {
  /** Sends a part of the page, unless it has it. */ readonly bring: (name: Chunk, content: string) => void;
  readonly run: (run: number, job: Job) => void;
  /** Asks a run to end; `deaf` is called if it does not. */ readonly stop: (run: number, deaf: () => void) => void;
  /** Ends it, with all that it holds on a device. */ readonly close: () => void;
}

/** So long may a stopped run take to notice it, before its worker counts as deaf: the first call of a kernel compiles it. */
const MILLISECONDS_TO_NOTICE = 400;

const isLast = ({ _tag }: Answer): boolean => _tag === "Done" || _tag === "Failed";

/**
 * Starts a worker.
 *
 * @param source The text of its script. It becomes a blob: a page opened as a file may load no worker from one.
 * @param broken Told if it failed outside of any run.
 */
export const warmWorker = (
  source: string,
  onReport: (report: Report) => void,
  broken: (sentence: string) => void,
): WarmWorker => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address);
  const brought = new Set<Chunk>();
  const unfinished = new Set<number>();
  let open = true;
  const order = (message: Order): void => worker.postMessage(message);
  worker.onmessage = ({ data }: MessageEvent<Report>): void => {
    if (isLast(data.answer)) { unfinished.delete(data.run); }
    onReport(data);
  };
  worker.onerror = ({ message }) => broken(`The worker failed: ${message || "the browser does not say why"}`);
  return {
    bring: (name, content) => {
      if (!brought.has(name)) { order({ _tag: "Part", name, content }); }
      brought.add(name);
    },
    run: (run, job) => {
      unfinished.add(run);
      order({ _tag: "Run", run, job });
    },
    stop: (run, deaf) => {
      if (!unfinished.has(run)) { return; }
      order({ _tag: "Stop", run });
      setTimeout(() => open && unfinished.has(run) ? deaf() : undefined, MILLISECONDS_TO_NOTICE);
    },
    close: () => {
      open = false;
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
};
