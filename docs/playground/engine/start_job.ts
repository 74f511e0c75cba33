import type { Answer, Job } from "./job.ts";
import { type Engine, openEngine, type Running } from "./open_engine.ts";

export type { Running } from "./open_engine.ts";

/** An engine that waits for work, and the model that it ran last. */
interface Idle {
  readonly engine: Engine;
  readonly model: string;
}

/** As many engines as a page has sides. */
const MOST_IDLE = 2;

const idle: Idle[] = [];

/** The engine that ran this model last, else the one that waits longest, else a new one. */
const take = (model: string): Engine => {
  const same = idle.findIndex((waiting) => waiting.model === model);
  return idle.splice(Math.max(0, same), 1)[0]?.engine ?? openEngine();
};

const giveBack = (engine: Engine, model: string): void => {
  idle.push({ engine, model });
  if (idle.length > MOST_IDLE) { idle.shift()?.engine.close(); }
};

/**
 * Runs a job in a worker, so that the page stays free; several jobs run at once, each in its own. Workers wait for the next job when one
 * has ended or was stopped, and stay warm: device, compiled kernels, models.
 */
export const startJob = (job: Job, onAnswer: (answer: Answer) => void): Running => {
  const model = JSON.stringify(job.model);
  const engine = take(model);
  let mine = true;
  const free = (): void => {
    if (mine) { giveBack(engine, model); }
    mine = false;
  };
  const running = engine.run(job, (answer) => {
    if (answer._tag === "Done" || answer._tag === "Failed") { free(); }
    onAnswer(answer);
  });
  const stop = (): void => {
    if (mine) { running.stop(); }
    free();
  };
  return { stop };
};
