import type { Cell, Moment } from "./moment.ts";

/** Neighbouring moments that are drawn as one grid: those of a block, or of several small blocks. */
export interface Pane {
  /** Index of its first moment. */ readonly from: number;
  /** Index behind its last moment. */ readonly to: number;
  /** Its first position. */ readonly start: number;
  /** The position behind its last one. */ readonly end: number;
}

/** Blocks up to this size share a grid. */
const SMALL = 4;
/** Positions of a grid of small blocks. */
const SHARED = 16;

const endOf = ({ start, cells }: Moment): number => start + cells.length;

const joins = (pane: Pane, moment: Moment): boolean => {
  if (moment.start === pane.start && endOf(moment) === pane.end) { return true; }
  const small = moment.cells.length <= SMALL;
  return small && Math.floor(pane.start / SHARED) === Math.floor(moment.start / SHARED) &&
    pane.end - pane.start <= SHARED &&
    moment.start >= pane.start && endOf(moment) <= Math.ceil((pane.start + 1) / SHARED) * SHARED;
};

/** Cuts moments into panes, in order. */
export const panesOf = (moments: readonly Moment[]): readonly Pane[] => {
  const panes: Pane[] = [];
  moments.forEach((moment, i) => {
    const last = panes.at(-1);
    if (last !== undefined && joins(last, moment)) {
      panes[panes.length - 1] = { ...last, to: i + 1, end: Math.max(last.end, endOf(moment)) };
    } else {
      panes.push({ from: i, to: i + 1, start: moment.start, end: endOf(moment) });
    }
  });
  return panes;
};

/**
 * Which of `own` moments stands beside moment `at` of `most`, when two runs share a scrubber.
 *
 * @returns An index from 0 to `own - 1`; the first and the last ones meet.
 */
export const besides = (at: number, most: number, own: number): number =>
  most <= 1 ? Math.max(0, own - 1) : Math.round(at * Math.max(0, own - 1) / (most - 1));

/** The sequence up to the end of the block at a moment: what earlier blocks committed, then its cells. */
export const sequenceAt = (moments: readonly Moment[], at: number, prompt: readonly number[]): readonly Cell[] => {
  const cells: Cell[] = prompt.map((token) => ({
    token,
    kind: "given",
    changed: false,
    rejected: null,
    why: "given by the prompt",
  }));
  for (let i = 0; i <= at; i++) {
    const { start, cells: block } = moments[i]!;
    const last = i === at || moments[i + 1]!.start !== start;
    if (last) { block.forEach((cell, k) => cells[start + k] = i === at ? cell : settled(cell)); }
  }
  return cells;
};

const settled = (cell: Cell): Cell =>
  cell.kind === "given"
    ? cell
    : { ...cell, kind: "committed", changed: false, rejected: null, why: "committed with its block" };
