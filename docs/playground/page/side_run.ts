import type { Answer, Happening, Job, Outcome } from "../engine/job.ts";
import { openEngine, type Running } from "../engine/open_engine.ts";
import { type Recorder, recorder } from "./recorder.ts";
import { comparable, differing, nothing, type SideState } from "./side_state.ts";

/** News can come faster than the page can be drawn. */
const MILLISECONDS_BETWEEN_DRAWINGS = 100;

/** What a side runs, at most one job at a time; `show` gets the state whenever it is worth drawing. */
export interface SideRun {
  /**
   * Starts a job, when its turn has come.
   *
   * @returns What comes when the side shows a first step, of this job or of one that took its place, or will show none.
   */
  readonly start: (job: Job, turn: Promise<void>) => Promise<void>;
  /** Ends what runs and shows a sentence instead. */ readonly fail: (sentence: string) => void;
  readonly stop: () => void;
}

/** Does the grid get a row by it? Steps are of loops; AR commits without one. */
const isDrawn = ({ _tag }: Happening): boolean => _tag === "Step" || _tag === "Committed";

/** Builds it, with nothing running. */
export const sideRun = (show: (state: SideState) => void): SideRun => {
  const engine = openEngine();
  let running: Running | null = null;
  let record: Recorder | null = null;
  let last = nothing;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = nothing;
  let starts = 0;
  const waiting: (() => void)[] = [];

  /** Tells those who wait that there is something to see, or will be nothing. */
  const shown = (): void => waiting.splice(0).forEach((go) => go());
  const flush = (): void => {
    timer = undefined;
    show({ ...next, moments: record?.moments() ?? [], cut: record?.isCut() ?? false });
  };
  const news = (state: SideState): void => {
    next = state;
    timer ??= setTimeout(flush, MILLISECONDS_BETWEEN_DRAWINGS);
  };
  const done = (outcome: Outcome): SideState => {
    const now = { ...next, outcome };
    return { ...now, flashing: comparable(last, now) ? differing(last.outcome!.tokens, outcome.tokens) : new Map() };
  };
  const take = (answer: Answer): void => {
    if (answer._tag === "Ready") {
      record = recorder(answer.ready);
      news({ ...next, ready: answer.ready });
    } else if (answer._tag === "Happened") {
      record?.add(answer.events);
      news(next);
      if (answer.events.some(isDrawn)) { shown(); }
    } else {
      shown();
      news(answer._tag === "Failed" ? { ...next, error: answer.sentence } : done(answer.outcome));
    }
  };
  const begin = (state: SideState): void => {
    running?.stop();
    running = null;
    starts++;
    record = null;
    clearTimeout(timer);
    timer = undefined;
    if (next.outcome !== null) { last = next; }
    next = state;
    show(state);
  };
  const start = (job: Job, turn: Promise<void>): Promise<void> => {
    begin({ ...nothing, job });
    const mine = starts;
    void turn.then(() => {
      if (mine === starts) { running = engine.run(job, (answer) => take(answer)); }
    });
    return new Promise((go) => void waiting.push(go));
  };
  const fail = (sentence: string): void => {
    begin({ ...nothing, error: sentence });
    shown();
  };
  return { start, fail, stop: () => fail("Stopped.") };
};
