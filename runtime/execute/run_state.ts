import type { Backend, Evaluated } from "../backends/backend.ts";
import { forgetBackend } from "../backends/shared.ts";
import type { RunError } from "../errors.ts";
import type { Numbers, Value } from "../graph/value.ts";
import type { Model, Session } from "../model.ts";
import type { TraceLevel } from "../options.ts";
import type { Row } from "../rows.ts";
import { reasonOf } from "../thrown.ts";
import type { BlockBatch } from "./block_batch.ts";
import type { Scratch } from "./scratch.ts";

/** The last logits of each row, for self-conditioning. */
export interface Previous {
  /** Packed as `[cell][vocabulary]`. */ readonly values: Float32Array;
  /** The rows that have any in this block. */ readonly rows: ReadonlySet<number>;
}

/** What one run carries from stage to stage besides the slots. */
export interface RunState {
  readonly model: Model;
  readonly session: Session;
  readonly backend: Backend;
  readonly rows: readonly Row[];
  readonly trace: TraceLevel;
  readonly signal: AbortSignal | undefined;
  /** Does the program ask for self-conditioning? */ readonly selfConditions: boolean;
  /** The logits of the last predictions, if so. */ previous: Previous | null;
  /** Arrays for a pass of a loop. */ readonly scratch: Scratch;
  /** Rows settled on the host so far. */ settled: number;
}

/** Evaluates values on the backend for the given rows; a backend that fails ends the run in `BackendFailed`. */
export const look = async (
  state: RunState,
  batch: BlockBatch,
  rows: readonly number[],
  values: readonly Value[],
): Promise<Evaluated> => {
  try {
    return await state.backend.evaluate(values, batch.shape, matteringCells(batch, rows));
  } catch (thrown) {
    await forgetBackend(state.backend);
    // Thrown through the loops and caught as data where the run ends: every stage would otherwise hand it on.
    const failed: RunError = { _tag: "BackendFailed", backend: state.backend.name(), reason: reasonOf(thrown) };
    throw failed;
  }
};

/** The same, counting what was settled. */
export const evaluate = async (
  state: RunState,
  batch: BlockBatch,
  rows: readonly number[],
  values: readonly Value[],
): Promise<readonly Numbers[]> => {
  const { arrays, settled } = await look(state, batch, rows, values);
  state.settled += settled.length;
  return arrays;
};

/** 1 at the cells of the rows that take part; whatever the others compute decides nothing. */
const matteringCells = (batch: BlockBatch, rows: readonly number[]): Uint8Array => {
  const { positions } = batch.shape;
  const cells = new Uint8Array(batch.valid.length);
  for (const row of rows) { cells.fill(1, row * positions, row * positions + batch.size[row]!); }
  return cells;
};

/** Why the caller wants the run to stop, if so. */
export const abortion = (state: Pick<RunState, "rows" | "signal">): RunError | null =>
  state.signal?.aborted
    ? {
      _tag: "Aborted",
      committed: state.rows.reduce((sum, row) => sum + Math.max(0, row.committed - row.prompt), 0),
      reason: reasonOf(state.signal.reason),
    }
    : null;
