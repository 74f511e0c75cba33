import { match } from "ts-pattern";
import type { StepPolicy } from "./node.ts";

/** The nearest whole number; of two equally near the even one, as Python rounds: 0.5 -> 0, 1.5 -> 2, 2.5 -> 2. */
export const roundHalfEven = (x: number): number => {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) { return Math.round(x); }
  return below % 2 === 0 ? below : below + 1;
};

/** How a row is cut into blocks. */
export interface Cut {
  /** Positions of a block, or the whole row as one. */ readonly size: number | "sequence";
  /** Where the last block ends; null for the row's length. */ readonly upTo: number | null;
  /** How many tokens count as known; null for the frozen ones. */ readonly prefix: number | null;
  /** Positions of the row. */ readonly length: number;
  /** Where earlier `blocks` ended; everything before is known. */ readonly from: number;
  /** Which positions the caller fixed; those behind its end are not. */ readonly frozen: readonly (boolean | number)[];
}

/** One block of a row. */
export interface Block {
  /** Position of its first token, a multiple of the size. */ readonly start: number;
  /** Number of its positions; less than the size at a cut end. */ readonly size: number;
  /** How many of them the schedule does not count as known. A block with none is committed as it is and costs nothing. */
  readonly free: number;
}

/**
 * The blocks of a row: aligned to position 0, from the first one that has a position to make up to the end.
 *
 * Known are positions before `from`, and the frozen ones (`prefix` null) or those before `prefix`.
 */
export const blocksOf = (cut: Cut): readonly Block[] => {
  const end = endOf(cut);
  const size = Math.max(1, cut.size === "sequence" ? end : Math.floor(cut.size));
  const first = firstUnknown(cut, end);
  const blocks: Block[] = [];
  if (first === end) { return blocks; }
  for (let start = Math.floor(first / size) * size; start < end; start += size) {
    const positions = Math.min(size, end - start);
    blocks.push({ start, size: positions, free: countUnknown(cut, start, start + positions) });
  }
  return blocks;
};

/** Where the blocks end: `upTo`, but never behind the row, nor before where the earlier ones ended. */
export const endOf = (cut: Pick<Cut, "upTo" | "length" | "from">): number =>
  Math.max(Math.min(cut.upTo ?? cut.length, cut.length), Math.min(cut.from, cut.length));

const isUnknown = (cut: Cut, position: number): boolean =>
  position >= cut.from && (cut.prefix === null ? !cut.frozen[position] : position >= cut.prefix);

const firstUnknown = (cut: Cut, end: number): number => {
  let position = Math.min(cut.from, end);
  while (position < end && !isUnknown(cut, position)) { position++; }
  return position;
};

const countUnknown = (cut: Cut, start: number, end: number): number => {
  let count = 0;
  for (let position = start; position < end; position++) {
    if (isUnknown(cut, position)) { count++; }
  }
  return count;
};

/** What the clock has to know of a block. */
export type Extent = Pick<Block, "size" | "free">;

/**
 * How many updates a block gets: `full` n, `proportional` `max(1, round(n * free / size))`, `perToken` `round(n * free)`:
 * at least one each, but none if nothing is free. Halves to even. Source: BlockGen, `num_steps` of its samplers.
 */
export const updatesOf = (steps: number, policy: StepPolicy, { size, free }: Extent): number => {
  if (free === 0) { return 0; }
  return match(policy)
    .with("full", () => steps)
    .with("proportional", () => Math.max(1, roundHalfEven(steps * free / size)))
    .with("perToken", () => Math.max(1, roundHalfEven(steps * free)))
    .exhaustive();
};

/**
 * Which part of the clock the updates run: `intervals` of the whole clock, of which the first `skipped` are left out.
 *
 * `proportional` runs the last updates of a clock of `steps`; the other policies run all of theirs.
 */
export const clockPartOf = (
  steps: number,
  policy: StepPolicy,
  extent: Extent,
): { readonly intervals: number; readonly skipped: number } => {
  const updates = updatesOf(steps, policy, extent);
  const intervals = policy === "proportional" ? steps : updates;
  return { intervals, skipped: intervals - updates };
};
