import { rowLength } from "../graph/extent.ts";
import type { Leaf, Numbers, Shape } from "../graph/value.ts";

/** Rows that run together; `size` of them on the device, of which the first `count` are rows of the batch. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
  readonly size: number;
}

/** How much one call may hold. */
export interface ChunkLimits {
  /** Cells: WebGL2 has no rows wider than 8192. */ readonly cells: number;
  /** Numbers in one array: 16 MB of float32, far below what WebGPU allows, and good for caches. */ readonly numbers:
    number;
}

/** What holds on every backend. */
export const defaultLimits: ChunkLimits = { cells: 4096, numbers: 2 ** 22 };

/**
 * Cuts a batch into chunks of rows. Sizes are powers of two, so that a batch whose rows finish one after the other needs few
 * compiled shapes; rows do not see each other, so the cut changes no result.
 */
export const chunksOf = (shape: Shape, limits: ChunkLimits = defaultLimits): readonly Chunk[] => {
  const fit = Math.min(limits.cells / shape.positions, limits.numbers / (shape.positions * shape.vocabulary));
  const most = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, fit))));
  const chunks: Chunk[] = [];
  for (let first = 0; first < shape.rows; first += most) {
    const count = Math.min(most, shape.rows - first);
    chunks.push({ first, count, size: Math.min(most, 2 ** Math.ceil(Math.log2(count))) });
  }
  return chunks;
};

/** A leaf's numbers for a chunk, as float32; rows beyond the batch repeat its last one, so that they compute something finite. */
export const upload = (leaf: Leaf, chunk: Chunk, shape: Shape): Float32Array => {
  if (leaf.data instanceof Float32Array && chunk.size === shape.rows) { return leaf.data; }
  const row = rowLength(leaf.kind, shape);
  const data = new Float32Array(chunk.size * row);
  data.set(leaf.data.subarray(chunk.first * row, (chunk.first + chunk.count) * row));
  for (let extra = chunk.count; extra < chunk.size; extra++) {
    data.copyWithin(extra * row, (chunk.count - 1) * row, chunk.count * row);
  }
  return data;
};

/** Copies a chunk's result, flat or an array of rows, to its place; what is behind the batch's rows is left out. */
export const download = (result: Numbers | readonly Numbers[], chunk: Chunk, row: number, into: Float32Array): void => {
  const end = (chunk.first + chunk.count) * row;
  let at = chunk.first * row;
  for (const part of Array.isArray(result) ? result as readonly Numbers[] : [result as Numbers]) {
    if (at >= end) { return; }
    into.set(part.length > end - at ? part.subarray(0, end - at) : part, at);
    at += part.length;
  }
};
