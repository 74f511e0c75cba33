import type { Cell, Moment } from "../../../runtime/timeline/moment.ts";
import type { Job, Outcome, Ready } from "../engine/job.ts";

/** What a side has to show: as much of its last run as has arrived. */
export interface SideState {
  /** What runs or ran; null before the first run. */ readonly job: Job | null;
  readonly ready: Ready | null;
  readonly outcome: Outcome | null;
  /** Why there is no outcome, in a sentence. */ readonly error: string | null;
  /** Every step so far, of the whole row. */ readonly moments: readonly Moment[];
  /** Did the run have more steps than are kept for the grid? */ readonly cut: boolean;
  /** Positions that came out otherwise than in the run before, and the token that stood there. */
  readonly flashing: ReadonlyMap<number, number>;
}

/** Before the first run. */
export const nothing: SideState = {
  job: null,
  ready: null,
  outcome: null,
  error: null,
  moments: [],
  cut: false,
  flashing: new Map(),
};

/** Has a run begun that has not ended yet? */
export const isBusy = ({ job, outcome, error }: SideState): boolean =>
  job !== null && outcome === null && error === null;

/** Positions where two rows of equal length differ, with the token of `before`. */
export const differing = (before: readonly number[], after: readonly number[]): ReadonlyMap<number, number> =>
  new Map(
    before.length === after.length ? before.flatMap((token, i) => token === after[i] ? [] : [[i, token]]) : [],
  );

/** Do two runs name their tokens alike, so that their rows can be compared? */
export const comparable = (a: SideState, b: SideState): boolean =>
  a.outcome !== null && b.outcome !== null && a.ready !== null && b.ready !== null &&
  a.outcome.tokens.length === b.outcome.tokens.length && a.ready.symbols.length === b.ready.symbols.length &&
  a.ready.symbols.every((symbol, i) => symbol === b.ready!.symbols[i]);

/** The last cell of a position that satisfies a test, and the label of its step. */
export const lastCell = (
  moments: readonly Moment[],
  position: number,
  is: (cell: Cell) => boolean,
): { readonly cell: Cell; readonly label: string } | null => {
  for (let i = moments.length - 1; i >= 0; i--) {
    const { start, cells, label } = moments[i]!;
    const cell = cells[position - start];
    if (cell !== undefined && is(cell)) { return { cell, label }; }
  }
  return null;
};
