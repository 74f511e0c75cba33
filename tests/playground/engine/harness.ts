/** What tests call in a page without views: engines, and the answers of a job with the times at which they came. */
import type { Answer, Job } from "../../../docs/playground/engine/job.ts";
import { startJob } from "../../../docs/playground/engine/start_job.ts";

/** An answer and when it came, in milliseconds since the job was started. */
export interface Timed {
  readonly at: number;
  readonly answer: Answer;
}

/** Runs a job to its end. */
export const run = (job: Job): Promise<readonly Timed[]> =>
  new Promise((done) => {
    const started = performance.now();
    const answers: Timed[] = [];
    startJob(job, (answer) => {
      answers.push({ at: performance.now() - started, answer });
      if (answer._tag === "Done" || answer._tag === "Failed") { done(answers); }
    });
  });

/** Stops a job at its first events, runs the next one at once, and answers with both. */
export const stopAndRun = (first: Job, next: Job): Promise<{ stopped: readonly Timed[]; then: readonly Timed[] }> =>
  new Promise((done) => {
    const started = performance.now();
    const stopped: Timed[] = [];
    const running = startJob(first, (answer) => {
      stopped.push({ at: performance.now() - started, answer });
      if (answer._tag !== "Happened" || stopped.some(({ answer: { _tag } }) => _tag === "Done")) { return; }
      running.stop();
      void run(next).then((then) => done({ stopped, then }));
    });
  });

/** The longest task of the page's thread, in milliseconds, while something went on; 0 if none took 50 ms. */
export const longestTask = async <A>(during: () => Promise<A>): Promise<{ result: A; milliseconds: number }> => {
  let milliseconds = 0;
  const watch = (entries: PerformanceEntryList): void => {
    for (const { duration } of entries) { milliseconds = Math.max(milliseconds, duration); }
  };
  const observer = new PerformanceObserver((list) => watch(list.getEntries()));
  observer.observe({ type: "longtask" });
  const result = await during();
  watch(observer.takeRecords());
  observer.disconnect();
  return { result, milliseconds };
};

/** How many workers this page has made. */
export const workers = (): number => made;

let made = 0;
globalThis.Worker = class extends Worker {
  constructor(address: string | URL) {
    super(address);
    made++;
  }
};
