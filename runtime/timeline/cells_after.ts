import type { StageRow } from "../trace.ts";
import { type Evidence, type Stage, Witness } from "./evidence.ts";
import { type Cell, isNoise } from "./moment.ts";
import { type Names, type Place, verdictOf, type Writer, writers } from "./verdict.ts";

const writerOf = (stage: string): Writer => writers.find((writer) => writer === stage) ?? "another stage";

/** A stage that wrote the canvas, and what was known of each position then. */
interface Act {
  readonly writer: Writer;
  readonly row: StageRow;
  readonly evidence: readonly Evidence[];
}

const sameTokens = (a: readonly number[], b: readonly number[]): boolean => a.every((token, i) => token === b[i]);

/** The stages of an update that wrote the canvas; the last one if none did. */
const actsOf = (before: readonly Cell[], stages: readonly Stage[], quote: Names["quote"]): readonly Act[] => {
  const witness = new Witness(quote);
  const acts: Act[] = [];
  let canvas: readonly number[] = before.map(({ token }) => token);
  stages.forEach((stage, k) => {
    const row = stage.rows[0]!;
    const writer = writerOf(stage.stage);
    witness.see(stage);
    const wrote = writer !== "another stage" || !sameTokens(canvas, row.canvas);
    const none = acts.length === 0 && k === stages.length - 1;
    if (wrote || none) { acts.push({ writer, row, evidence: row.canvas.map((_, i) => witness.of(row, i)) }); }
    canvas = row.canvas;
  });
  return acts;
};

const placeOf = (cell: Cell, { row, evidence }: Act, i: number): Place => ({
  before: cell.token,
  after: row.canvas[i]!,
  wasNoise: isNoise(cell.kind),
  draft: row.draft?.[i] ?? null,
  picked: row.picked?.[i] ?? false,
  words: evidence[i]!.words,
  test: evidence[i]!.test,
});

const actOn = (cell: Cell, act: Act, i: number, names: Names): Cell => {
  const place = placeOf(cell, act, i);
  const verdict = verdictOf(act.writer, place, names);
  const changed = verdict.kind === "drafted" || verdict.kind === "renoised";
  return { ...act.evidence[i]!.opinions, ...verdict, token: place.after, changed };
};

/** Did it say something of the position, or only that it stays? */
const says = ({ kind }: Cell): boolean => kind !== "noise" && kind !== "kept";

/** A position after all acts of an update: the last one that did something to it tells why. */
const cellAfter = (before: Cell, acts: readonly Act[], i: number, names: Names): Cell => {
  if (before.kind === "given") { return before; }
  const cell = acts.reduce((so: Cell, act, k) => {
    const next = actOn(so, act, i, names);
    return k === 0 || says(next) || !says(so) ? next : { ...so, token: next.token };
  }, before);
  const neverStood = cell.kind === "renoised" && isNoise(before.kind);
  return neverStood ? { ...cell, kind: "rejected", changed: false } : cell;
};

/** What the stages of an update made of the positions of a block. */
export const cellsAfter = (before: readonly Cell[], stages: readonly Stage[], names: Names): readonly Cell[] => {
  const acts = actsOf(before, stages, names.quote);
  return before.map((cell, i) => cellAfter(cell, acts, i, names));
};
