import type { Body } from "../../dsl/mod.ts";
import type { Event, StageRow } from "../trace.ts";
import { type Cell, isNoise, type Moment } from "./moment.ts";
import { scoreIn, type ScoreWords, scoreWords } from "./score_words.ts";
import { type Names, type Place, verdictOf, type Writer } from "./verdict.ts";

/** What the events of a run leave out. */
export interface Facts extends Names {
  readonly nodes: Body;
  /** Tokens of the prompt. */ readonly prompt: number;
  /** Was the token at this position fixed by the caller? Left out, the prompt's are. */
  readonly fixed?: (position: number) => boolean;
}

const PROMPTED = "given by the prompt";

type Stage = Event & { _tag: "Stage" };

interface Walk {
  readonly moments: Moment[];
  /** Stages since the last moment. */ pending: Stage[];
}

/** The moments of a run of one row, from the events so far: the noise, each update and the commit of every block. */
export const timelineOf = (events: readonly Event[], facts: Facts): readonly Moment[] => {
  const walk: Walk = { moments: [], pending: [] };
  for (const event of events) { take(event, walk, facts); }
  return walk.moments;
};

const take = (event: Event, walk: Walk, facts: Facts): void => {
  if (event._tag === "Stage" && event.stage === "Noise") {
    walk.pending = [];
    walk.moments.push(noiseMoment(event.rows[0]!, facts));
  } else if (event._tag === "Stage") {
    walk.pending.push(event);
  } else if (event._tag === "Step") {
    const { step, steps } = event.rows[0]!;
    update(walk, `${step + 1}/${steps}`, facts);
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
  const last = walk.pending.findLast(({ stage }) => writerOf(stage) !== "another stage") ?? walk.pending.at(-1);
  const canvas = walk.pending.at(-1)?.rows[0]?.canvas;
  walk.pending = [];
  if (before === undefined || last === undefined || canvas === undefined) { return; }
  const row = last.rows[0]!;
  const formula = row.score === undefined ? null : scoreIn(facts.nodes, last.within);
  const words = formula === null ? null : scoreWords(formula);
  const cells = before.cells.map((cell, i) => next(cell, placeOf(cell, canvas[i]!, row, i, facts, words), last, facts));
  walk.moments.push({ label, start: before.start, cells });
};

const WRITERS: readonly Writer[] = ["Posterior", "Finish", "Write", "Renoise"];
const writerOf = (stage: string): Writer => WRITERS.find((writer) => writer === stage) ?? "another stage";

const placeOf = (
  cell: Cell,
  after: number,
  row: StageRow,
  i: number,
  { quote }: Facts,
  words: ScoreWords | null,
): Place => {
  const draft = row.draft?.[i] ?? null;
  const score = row.score?.[i];
  return {
    before: cell.token,
    after,
    wasNoise: isNoise(cell.kind),
    draft,
    picked: row.picked?.[i] ?? false,
    words: words === null || draft === null || score === undefined ? null : words(score, quote(draft)),
  };
};

const next = (cell: Cell, place: Place, { stage }: Stage, facts: Facts): Cell =>
  cell.kind === "given" ? cell : told(place, verdictOf(writerOf(stage), place, facts));

const told = (place: Place, verdict: Omit<Cell, "token" | "changed">): Cell => ({
  ...verdict,
  token: place.after,
  changed: verdict.kind === "drafted" || verdict.kind === "renoised",
});

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
