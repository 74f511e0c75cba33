import type { Block, Node, Stop } from "../../dsl/mod.ts";
import type { Shape } from "../graph/value.ts";
import type { Row } from "../rows.ts";
import type { Scratch } from "./scratch.ts";

/**
 * The current block of every row, side by side: cells are `row * positions + index`. Rows may be at different blocks.
 */
export interface BlockBatch {
  readonly shape: Shape;
  readonly rows: readonly Row[];
  /** Position of each row's first token; 0 where the row takes no part. */ readonly start: readonly number[];
  /** Positions of each row's block; 0 where the row takes no part. */ readonly size: readonly number[];
  /** Positions of the program's blocks, whatever a cut end left of these; null where a block is the whole sequence. */
  readonly whole: number | null;
  /** How many of them the schedule counts as unknown. */ readonly free: readonly number[];
  /** Tokens. Replaced, never written to. */ canvas: Float64Array;
  /** 1 where the block has a position. */ readonly valid: Float64Array;
  /** 1 where nothing may change: fixed by the caller, committed before, or no position. */ readonly frozen:
    Float64Array;
  /** 1 where a selection may pick. */ readonly candidates: Float64Array;
  /** Numbers that live across the steps of the block. */ readonly memories: Map<string, Float64Array>;
  /** Credit of every token of every cell; null while there is none. Replaced, never written to. */
  credit: Float64Array | null;
  /** When a row ends before its length. */ readonly stop: Stop | null;
  /** Arrays for a pass. */ readonly scratch: Scratch;
}

/** What a program says of its blocks. */
type BlockRules = Pick<Node & { _tag: "Blocks" }, "size" | "prefix" | "stop">;

/** The batch for the given blocks, one or none a row. */
export const blockBatch = (
  rows: readonly Row[],
  blocks: readonly (Block | undefined)[],
  positions: number,
  vocabulary: number,
  { size, prefix, stop }: BlockRules,
  scratch: Scratch,
): BlockBatch => {
  const cells = rows.length * positions;
  const batch: BlockBatch = {
    shape: { rows: rows.length, positions, vocabulary },
    rows,
    start: blocks.map((block) => block?.start ?? 0),
    size: blocks.map((block) => block?.size ?? 0),
    whole: size === "sequence" ? null : size,
    free: blocks.map((block) => block?.free ?? 0),
    canvas: new Float64Array(cells),
    valid: new Float64Array(cells),
    frozen: new Float64Array(cells).fill(1),
    candidates: new Float64Array(cells),
    memories: new Map(),
    credit: null,
    stop,
    scratch,
  };
  blocks.forEach((block, r) => block === undefined ? undefined : fill(batch, r, block, prefix));
  return batch;
};

const fill = (batch: BlockBatch, r: number, block: Block, prefix: number | null): void => {
  const row = batch.rows[r]!;
  for (let i = 0; i < block.size; i++) {
    const cell = r * batch.shape.positions + i;
    const position = block.start + i;
    const frozen = row.frozen[position] === 1 || position < row.committed;
    batch.valid[cell] = 1;
    batch.frozen[cell] = frozen ? 1 : 0;
    batch.candidates[cell] = (prefix === null ? !frozen : position >= prefix && position >= row.committed) ? 1 : 0;
    batch.canvas[cell] = frozen ? row.tokens[position]! : 0;
  }
};

/** A row's part of a cell array. */
export const rowOf = (batch: BlockBatch, cells: ArrayLike<number>, row: number): readonly number[] =>
  Array.from({ length: batch.size[row]! }, (_, i) => cells[row * batch.shape.positions + i]!);

/** `old` with the given rows taken from `next`. */
export const replaceRows = (batch: BlockBatch, old: Float64Array, next: ArrayLike<number>, rows: readonly number[]) => {
  const cells = old.slice();
  const { positions } = batch.shape;
  for (const row of rows) {
    for (let i = row * positions; i < (row + 1) * positions; i++) { cells[i] = next[i]!; }
  }
  return cells;
};
