import type { Event, StageRow } from "../trace.ts";
import { cellsAfter } from "./cells_after.ts";
import type { Stage } from "./evidence.ts";
import type { Cell, Moment } from "./moment.ts";
import type { Names } from "./verdict.ts";

/** What the events of a run leave out. */
export interface Facts extends Names {
  /** Tokens of the prompt. */ readonly prompt: number;
  /** Was the token at this position fixed by the caller? Left out, the prompt's are. */
  readonly fixed?: (position: number) => boolean;
}

const PROMPTED = "given by the prompt";

interface Walk {
  readonly moments: Moment[];
  /** Stages since the last moment. */ pending: Stage[];
}

/** The moments of a run of one row, from the events so far: the noise, each update and the commit of every block. */
export const timelineOf = (events: readonly Event[], facts: Facts): readonly Moment[] => {
  const timeline = growingTimeline(facts);
  for (const event of events) { timeline.add(event); }
  return timeline.moments();
};

/** The same, event by event, for what shows a run while it goes on: each event is read once. */
export interface GrowingTimeline {
  readonly add: (event: Event) => void;
  /** The moments so far; those that nothing changed since are the same objects. */ readonly moments: () =>
    readonly Moment[];
}

/** One without events. */
export const growingTimeline = (facts: Facts): GrowingTimeline => {
  const walk: Walk = { moments: [], pending: [] };
  return { add: (event) => take(event, walk, facts), moments: () => [...walk.moments] };
};

const take = (event: Event, walk: Walk, facts: Facts): void => {
  if (event._tag === "Stage" && event.stage === "Noise") {
    walk.pending = [];
    walk.moments.push(noiseMoment(event.rows[0]!, facts));
  } else if (event._tag === "Stage") {
    walk.pending.push(event);
  } else if (event._tag === "Step") {
    const { step, steps } = event.rows[0]!;
    const label = `${step + 1}/${steps}`;
    if (walk.pending.length > 0) { update(walk, label, facts); }
    else { rename(walk, label); }
  } else if (event._tag === "Committed") {
    if (walk.pending.length > 0) { update(walk, "1/1", facts); }
    commit(walk, event.tokens, event.start);
  }
};

const noiseMoment = ({ start, canvas }: StageRow, facts: Facts): Moment => ({
  label: "noise",
  start,
  cells: canvas.map((token, i): Cell => {
    const prompt = start + i < facts.prompt;
    const given = prompt || (facts.fixed?.(start + i) ?? false);
    const why = given
      ? prompt ? PROMPTED : "fixed from the start"
      : facts.isMask(token)
      ? "masked"
      : "a random token, from the noise";
    return { token, kind: given ? "given" : "noise", changed: false, rejected: null, why };
  }),
});

/** Adds what the pending stages made of the block. */
const update = (walk: Walk, label: string, facts: Facts): void => {
  const before = walk.moments.at(-1);
  const stages = walk.pending;
  walk.pending = [];
  if (before === undefined || stages.length === 0) { return; }
  walk.moments.push({ label, start: before.start, cells: cellsAfter(before.cells, stages, facts) });
};

/** A loop inside an update has shown what it did: its last moment is that of the update. */
const rename = ({ moments }: Walk, label: string): void => {
  const last = moments.at(-1);
  if (last !== undefined && last.label !== "noise") { moments[moments.length - 1] = { ...last, label }; }
};

/** Adds the committed block; one token is committed by the update that made it. */
const commit = (walk: Walk, tokens: readonly number[], start: number): void => {
  if (tokens.length === 1) { return joinNoise(walk); }
  const cells = tokens.map((token, i): Cell => {
    const before = walk.moments.at(-1)?.cells[i];
    const given = before?.kind === "given";
    const why = given ? before.why : "committed with its block";
    return { token, kind: given ? "given" : "committed", changed: false, rejected: null, why };
  });
  walk.moments.push({ label: "commit", start, cells });
};

/** Blocks of one token have one moment, or pictures of autoregression would be three times as tall. */
const joinNoise = ({ moments }: Walk): void => {
  const noise = moments.findLastIndex(({ label }) => label === "noise");
  if (noise >= 0 && noise === moments.length - 2) { moments.splice(noise, 1); }
};
