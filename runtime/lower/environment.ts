import type { Prediction, Process } from "../../dsl/mod.ts";
import type { BlockBatch } from "../execute/block_batch.ts";
import type { Frame } from "../execute/frame.ts";
import { type Leaf, leaf, type Value } from "../graph/value.ts";
import { below, fold, hashName, uniform } from "../random/mod.ts";

/** A prediction on its way: log-probabilities, and what they mean. */
export interface Dist {
  readonly value: Value;
  readonly kind: Prediction;
  /** How visible positions were read: a second prediction is read the same way. */ readonly visible:
    | "carryOver"
    | "raw";
}

/** The filled slots of a body. Values are computed when the host needs them. */
export interface Slots {
  readonly canvas: Value;
  readonly dist?: Dist;
  readonly draft?: Value;
  readonly ar?: Value;
  readonly score?: Value;
  readonly picked?: Value;
}

/** What lowering a stage needs to know. */
export interface Place {
  readonly batch: BlockBatch;
  readonly frame: Frame;
  readonly process: Process;
  /** How many draws of this tag the body made before. */ readonly ordinal: number;
}

/** A number that sits on no boundary of small alphabets, for rows that take no part. */
const IDLE_UNIFORM = 0.38196601;

/** A cell array, filled for the rows that take part. */
export const cells = (place: Place, number: (row: number, index: number, cell: number) => number, idle = 0): Leaf => {
  const { shape, size, scratch } = place.batch;
  const data = scratch.cells(shape.rows * shape.positions).fill(idle);
  for (const row of place.frame.rows) {
    for (let i = 0; i < size[row]!; i++) {
      const cell = row * shape.positions + i;
      data[cell] = number(row, i, cell);
    }
  }
  return leaf("cell", data);
};

/** A number a row, at each of its cells. */
export const rowCells = (place: Place, number: (row: number) => number, idle = 0): Leaf => {
  const { shape, scratch } = place.batch;
  const data = scratch.cells(shape.rows * shape.positions).fill(idle);
  for (const row of place.frame.rows) {
    data.fill(number(row), row * shape.positions, (row + 1) * shape.positions);
  }
  return leaf("cell", data);
};

/** Fresh uniforms for a purpose of a stage. */
export const uniforms = (place: Place, tag: string, purpose: string): Leaf => {
  const keys = purposeKeys(place, tag, purpose);
  return cells(place, (row, i) => uniform(keys(row), place.batch.start[row]! + i), IDLE_UNIFORM);
};

/** Tokens of the prior: the mask, or fresh uniform ones. */
export const priors = (place: Place, tag: string): Leaf => {
  const { vocabulary } = place.batch.shape;
  if (place.process === "absorbing") { return cells(place, () => vocabulary); }
  const keys = purposeKeys(place, tag, "prior");
  return cells(place, (row, i) => below(vocabulary, keys(row), place.batch.start[row]! + i));
};

const purposeKeys = (place: Place, tag: string, purpose: string) => {
  const [stage, use] = [hashName(tag), hashName(purpose)];
  let [last, key] = [-1, place.frame.keys[0]!];
  return (row: number) => {
    if (row !== last) { [last, key] = [row, fold(fold(place.frame.keys[row]!, stage, place.ordinal), use)]; }
    return key;
  };
};
