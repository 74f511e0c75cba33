import type { Block } from "../../dsl/geometry.ts";

/** Where in a run a stage stands: its block and its step. The same for all states of a cloud, but for the level (`levelled`). */
export interface Place {
  /** Position of the block's first token. */ readonly start: number;
  /** Positions of the block. */ readonly size: number;
  /** Which of them nothing may change: given, or committed before. */ readonly frozen: readonly boolean[];
  /** Which of them a selection may choose. */ readonly candidate: readonly boolean[];
  /** Positions of the program's blocks, whatever a cut end left of this one; null where it is the whole sequence. */
  readonly whole: number | null;
  /** How many positions the schedule counts as free. */ readonly free: number;
  readonly step: number;
  readonly steps: number;
  readonly alphaT: number;
  readonly alphaS: number;
}

/** Outside of `denoise` a step goes from pure noise to clean, all at once. */
const ONE_STEP = { step: 0, steps: 1, alphaT: 0, alphaS: 1 } as const;

/** A block of a row before its first step; `known` says which positions of the row nothing may change. */
export const placeOf = (
  block: Block,
  known: (position: number) => boolean,
  unknown: (position: number) => boolean,
  whole: number | null = null,
): Place => {
  const positions = Array.from({ length: block.size }, (_, i) => block.start + i);
  return { ...block, ...ONE_STEP, frozen: positions.map(known), candidate: positions.map(unknown), whole };
};

/** The place as a state sees it: behind a posterior it is at the step's next level. */
export const levelled = (place: Place, { moved }: { readonly moved: boolean }): Place =>
  moved ? { ...place, alphaT: place.alphaS } : place;

/** The positions of the block, from 0. */
export const positionsOf = (place: Place): readonly number[] => place.frozen.map((_, i) => i);
