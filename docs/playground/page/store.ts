import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Abilities, program } from "blockgen/dsl";
import type { Job } from "../engine/job.ts";
import { type Shared, sharedProblem } from "../program/setup_schema.ts";
import type { Setup, SideSetup } from "../setup.ts";
import { changedSides, problemOf } from "./changed_sides.ts";
import { firstSetup } from "./defaults.ts";
import { type BackendChoice, keepBackend, keptBackend } from "./kept_backend.ts";
import { sideRun } from "./side_run.ts";
import { comparable, differing, isBusy, nothing, type SideState } from "./side_state.ts";

/** One of the two sides. */
export type Half = 0 | 1;

/** Both, from left to right. */
export const halves: readonly Half[] = [0, 1];

/** What both sides are called. */
export const titles = ["Left", "Right"] as const;

/** A slider moves faster than a run is worth starting. */
const MILLISECONDS_BEFORE_RUN = 250;

/** The right side waits no longer for a left one that loads, compiles or hangs. */
const MOST_MILLISECONDS_ALONE = 3000;

/** What the page shows. Everything is drawn from it and changed by the functions below. */
export const setup: Signal<Setup> = signal(firstSetup);

/** Where to run; no part of the setup, as the tokens do not hang on it. */
export const backend: Signal<BackendChoice> = signal(keptBackend());
effect(() => keepBackend(backend.value));

/** The runs of the sides. */
export const sides: readonly [Signal<SideState>, Signal<SideState>] = [signal(nothing), signal(nothing)];

/** Something to say to the reader: a link that was refused, a copy that was made; null if nothing. */
export const notice: Signal<{ readonly text: string; readonly alarm: boolean } | null> = signal(null);

/** Where the scrubber stands: a moment, or the end, wherever that comes to be. */
const stand: Signal<number | "end"> = signal("end");

/** Moments of the longer run, at least 1. */
export const most: ReadonlySignal<number> = computed(() =>
  Math.max(1, ...sides.map(({ value }) => value.moments.length))
);

/** The moment that is shown, from 0. */
export const moment: ReadonlySignal<number> = computed(() =>
  stand.value === "end" ? most.value - 1 : Math.min(stand.value, most.value - 1)
);

/** Will a run begin in a moment? */
const awaited: Signal<boolean> = signal(false);

/** Does any side run, or is about to? */
export const busy: ReadonlySignal<boolean> = computed(() => awaited.value || sides.some(({ value }) => isBusy(value)));

/** Positions where the finished runs differ; null if they cannot be compared. */
export const apart: ReadonlySignal<ReadonlyMap<number, number> | null> = computed(() => {
  const [a, b] = [sides[0].value, sides[1].value];
  return comparable(a, b) ? differing(a.outcome!.tokens, b.outcome!.tokens) : null;
});

/** Moves the scrubber. */
export const scrub = (to: number): void => {
  stand.value = to >= most.value - 1 ? "end" : Math.max(0, to);
};

const abilities: Signal<ReadonlyMap<string, Abilities>> = signal(new Map());

/** What the model of a side can do, as far as a run has told. */
export const abilitiesOf = (half: Half): Abilities | null =>
  abilities.value.get(JSON.stringify(setup.value.sides[half].model)) ?? null;

const learn = ({ job, ready }: SideState): void => {
  const model = JSON.stringify(job?.model);
  if (ready === null || abilities.value.get(model) === ready.abilities) { return; }
  abilities.value = new Map([...abilities.value, [model, ready.abilities]]);
};

const runs = halves.map((half) =>
  sideRun((state) =>
    batch(() => {
      sides[half].value = state;
      learn(state);
    })
  )
);

const jobOf = (half: Half): Job => {
  const { text, prompt, length, seed } = setup.value;
  const { model, nodes } = setup.value.sides[half];
  return { model, nodes, text, prompt, length, seed, backend: backend.value };
};

let timer: ReturnType<typeof setTimeout> | undefined;
const waiting = new Set<Half>();

/** Runs sides at once, all by default; what runs there ends. */
export const run = (which: readonly Half[] = halves): void => {
  for (const half of which) { waiting.add(half); }
  clearTimeout(timer);
  const now = [...waiting];
  waiting.clear();
  batch(() => {
    awaited.value = false;
    now.sort().forEach(start);
  });
};

/**
 * The right side begins when the left one has something to show, or after a while: kernels of both would be compiled by turns, and nothing
 * be seen for longer.
 */
let rightsTurn: Promise<void> = Promise.resolve();

const start = (half: Half): void => {
  const problem = problemOf(setup.value, half, abilitiesOf(half));
  if (problem !== null) { runs[half].fail(problem); }
  else if (half === 1) { void runs[1].start(jobOf(1), rightsTurn); }
  else { rightsTurn = Promise.race([runs[0].start(jobOf(0), Promise.resolve()), laterThan(MOST_MILLISECONDS_ALONE)]); }
};

const laterThan = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Ends what runs, and what was about to. */
export const stop = (): void => {
  clearTimeout(timer);
  const now = halves.filter((half) => waiting.has(half) || isBusy(sides[half].value));
  waiting.clear();
  batch(() => {
    awaited.value = false;
    for (const half of now) { runs[half]!.stop(); }
  });
};

/** Changes what the page shows and, a moment later, runs the sides that this changes. */
export const setSetup = (next: Setup): void => {
  const changed = changedSides(setup.value, next);
  batch(() => {
    setup.value = next;
    notice.value = null;
  });
  for (const half of changed) { waiting.add(half); }
  if (waiting.size === 0) { return; }
  clearTimeout(timer);
  awaited.value = true;
  timer = setTimeout(run, MILLISECONDS_BEFORE_RUN, []);
};

/** Changes what both sides share; what no link could hold changes nothing and is said. */
export const setShared = (change: Shared): void => {
  const problem = sharedProblem(change);
  if (problem === null) { setSetup({ ...setup.value, ...change }); }
  else { notice.value = { text: problem, alarm: true }; }
};

/** Changes one side. */
export const setSide = (half: Half, change: Partial<SideSetup>): void => {
  const [left, right] = setup.value.sides;
  setSetup({
    ...setup.value,
    sides: half === 0 ? [{ ...left, ...change }, right] : [left, { ...right, ...change }],
  });
};

/** The program of a side. */
export const programOf = (half: Half) => program(setup.value.sides[half].nodes);
