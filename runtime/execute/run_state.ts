import type { Backend } from "../backends/backend.ts";
import type { RunError } from "../errors.ts";
import type { Numbers, Value } from "../graph/value.ts";
import type { Logits, Model, Session } from "../model.ts";
import type { TraceLevel } from "../options.ts";
import type { Row } from "../rows.ts";
import type { BlockBatch } from "./block_batch.ts";

/** What one run carries from stage to stage besides the slots. */
export interface RunState {
  readonly model: Model;
  readonly session: Session;
  readonly backend: Backend;
  readonly rows: readonly Row[];
  readonly trace: TraceLevel;
  readonly signal: AbortSignal | undefined;
  /** The logits of the last prediction, packed as `[cell][vocabulary]`, for self-conditioning. */ previous: Logits | null;
  /** Rows settled on the host so far. */ settled: number;
}

/** Evaluates values on the backend, counting what was settled. */
export const evaluate = async (
  state: RunState,
  batch: BlockBatch,
  rows: readonly number[],
  values: readonly Value[],
): Promise<readonly Numbers[]> => {
  const pending = state.backend.evaluate(values, batch.shape);
  const { arrays, settled } = pending instanceof Promise ? await pending : pending;
  const taking = new Set(rows);
  state.settled += settled.filter((row) => taking.has(row)).length;
  return arrays;
};

/** Why the caller wants the run to stop, if so. */
export const abortion = (state: RunState): RunError | null =>
  state.signal?.aborted
    ? {
      _tag: "Aborted",
      committed: state.rows.reduce((sum, row) => sum + Math.max(0, row.committed - row.prompt), 0),
      reason: reasonOf(state.signal.reason),
    }
    : null;

/** The message of anything that was thrown or given as a reason. */
export const reasonOf = (thrown: unknown): string => thrown instanceof Error ? thrown.message : String(thrown);
