import type { Value } from "../graph/value.ts";
import type { Slots } from "../lower/environment.ts";
import type { Event, StageRow, StepRow } from "../trace.ts";
import { type BlockBatch, rowOf } from "./block_batch.ts";
import type { Frame } from "./frame.ts";
import { look, type RunState } from "./run_state.ts";

/** Reads the slots back after a stage, as an event for the trace. */
export const stageEvent = async (
  state: RunState,
  batch: BlockBatch,
  frame: Frame,
  slots: Slots,
  stage: string,
): Promise<Event> => {
  const names = (["draft", "score", "picked"] as const).filter((name) => slots[name] !== undefined);
  const values: readonly Value[] = [slots.canvas, ...names.map((name) => slots[name]!)];
  const [canvas, ...others] = (await look(state, batch, frame.rows, values)).arrays;
  const rows = frame.rows.map((row): StageRow => ({
    row,
    start: batch.start[row]!,
    canvas: rowOf(batch, canvas!, row),
    ...Object.fromEntries(names.map((name, i) => {
      const numbers = rowOf(batch, others[i]!, row);
      return [name, name === "picked" ? numbers.map((n) => n !== 0) : numbers];
    })),
  }));
  return { _tag: "Stage", stage, within: frame.within, step: frame.step[frame.rows[0]!] ?? 0, rows };
};

/** The blocks after an update. */
export const stepEvent = (batch: BlockBatch, frame: Frame): Event => ({
  _tag: "Step",
  rows: frame.rows.map((row): StepRow => ({
    row,
    start: batch.start[row]!,
    canvas: rowOf(batch, batch.canvas, row),
    step: frame.step[row]!,
    steps: frame.steps[row]!,
    alphaT: frame.alphaT[row]!,
    alphaS: frame.alphaS[row]!,
    nfe: batch.rows[row]!.nfe,
  })),
});
