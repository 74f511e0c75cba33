import type { LinePair } from "blockgen/dsl";
import type { Event } from "blockgen/runtime";
import type { Answer, Job, Outcome, Ready } from "./engine/job.ts";
import { type Running, startJob } from "./engine/start_job.ts";
import type { Moment } from "../../runtime/timeline/moment.ts";
import { timelineOf } from "../../runtime/timeline/timeline.ts";
import { quoted } from "./view/character.ts";
import { type Pipeline, samplerForm } from "./view/sampler_form.ts";
import { type SidePanel, sidePanel } from "./view/side_panel.ts";

/** What a side has to show. */
export interface SideState {
  readonly job: Job | null;
  readonly ready: Ready | null;
  readonly outcome: Outcome | null;
  readonly error: string | null;
  readonly moments: readonly Moment[];
  /** Positions that came out otherwise than in the run before. */ readonly flashing: ReadonlySet<number>;
}

const nothing: SideState = { job: null, ready: null, outcome: null, error: null, moments: [], flashing: new Set() };

/** Positions where two sequences differ. */
export const differing = (before: readonly number[], after: readonly number[]): ReadonlySet<number> =>
  new Set(after.flatMap((token, i) => before.length === after.length && before[i] !== token ? [i] : []));

/** One half of the page: a form, at most one run, and a panel that shows it. */
export class Side {
  readonly panel: SidePanel;
  readonly pipeline: () => Pipeline;
  state: SideState = nothing;
  #running: Running | null = null;
  #events: Event[] = [];
  #read = 0;

  constructor(
    title: string,
    sampler: string,
    onForm: (side: Side, field: string) => void,
    private readonly onNews: () => void,
  ) {
    const { form, pipeline } = samplerForm(title, sampler, (field) => onForm(this, field));
    this.pipeline = pipeline;
    this.panel = sidePanel(title, form);
  }

  /** Stops what runs and starts a job. `compare`: show where the result differs from the one before. */
  start(job: Job, compare: boolean): void {
    this.#running?.stop();
    const before = compare ? this.state.outcome?.tokens ?? [] : [];
    this.#events = [];
    this.#read = 0;
    this.state = { ...nothing, job };
    this.#running = startJob(job, (answer) => this.#take(answer, before));
    this.onNews();
  }

  /** Stops what runs and shows a sentence instead. */
  fail(sentence: string): void {
    this.#running?.stop();
    this.state = { ...nothing, error: sentence };
    this.onNews();
  }

  /** Has the run not ended yet? */
  get busy(): boolean {
    return this.state.job !== null && this.state.outcome === null && this.state.error === null;
  }

  /** Draws everything at a moment of the shared scrubber. */
  draw(at: number, most: number, pairs: readonly LinePair[], half: "left" | "right"): void {
    this.panel.draw({ state: this.state, busy: this.busy, at, most, pairs, half });
  }

  #take(answer: Answer, before: readonly number[]): void {
    if (answer._tag === "Ready") {
      this.state = { ...this.state, ready: answer.ready };
    } else if (answer._tag === "Happened") {
      this.#events.push(...answer.events);
    } else if (answer._tag === "Failed") {
      this.state = { ...this.state, error: answer.sentence };
    } else {
      this.state = { ...this.state, outcome: answer.outcome, flashing: differing(before, answer.outcome.tokens) };
    }
    this.onNews();
  }

  /** Reads the events that came since the last drawing. */
  readEvents(): void {
    const { job, ready } = this.state;
    if (job === null || ready === null || this.#read === this.#events.length) { return; }
    this.#read = this.#events.length;
    const { symbols, prompt } = ready;
    const quote = (token: number): string => quoted(symbols, token);
    const isMask = (token: number): boolean => token >= symbols.length;
    this.state = {
      ...this.state,
      moments: timelineOf(this.#events, { prompt: prompt.length, quote, isMask }),
    };
  }
}
