import type * as E from "fp-ts/lib/Either.js";
import type { RunError } from "../errors.ts";
import { leaf, type Numbers, type Value } from "../graph/value.ts";
import type { Place, Slots } from "../lower/environment.ts";
import type { Event } from "../trace.ts";
import { type BlockBatch, replaceRows } from "./block_batch.ts";
import type { Frame } from "./frame.ts";
import { evaluate, type RunState } from "./run_state.ts";

/** Where an instruction runs. */
export interface At {
  readonly state: RunState;
  readonly batch: BlockBatch;
  readonly frame: Frame;
  /** How many instructions of the same name the body had before. */ readonly ordinal: number;
}

/** Running something: events on the way, slots or an error at the end. */
export type Walk = AsyncGenerator<Event, E.Either<RunError, Slots>>;

/** What lowering needs of it. */
export const placeOf = (at: At): Place => ({
  batch: at.batch,
  frame: at.frame,
  process: at.state.model.abilities.process,
  ordinal: at.ordinal,
});

/** The numbers of a value, computed now if need be. */
export const numbersOf = async (at: At, value: Value): Promise<Numbers> =>
  value._tag === "Leaf" ? value.data : (await evaluate(at.state, at.batch, at.frame.rows, [value]))[0]!;

/** Brings the canvas to the host: the batch's canvas becomes what the slots say, for the rows of the frame. */
export const settleCanvas = async (at: At, slots: Slots): Promise<Slots> => {
  const { batch, frame } = at;
  if (slots.canvas._tag === "Leaf" && slots.canvas.data === batch.canvas) { return slots; }
  batch.canvas = replaceRows(batch, batch.canvas, await numbersOf(at, slots.canvas), frame.rows);
  return { ...slots, canvas: leaf("cell", batch.canvas) };
};
