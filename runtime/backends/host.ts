import { checkLength, lengthOf, rowLength, rowOf } from "../graph/extent.ts";
import { type Place, type Plan, plan } from "../graph/plan.ts";
import type { Leaf, Numbers, Shape, Value } from "../graph/value.ts";
import type { Backend, Evaluated } from "./backend.ts";

/** Arrays of a row that it leaves to the next one, by length. What one call of the host needs, the next needs too. */
const spare = new Map<number, Float64Array[]>();
const KEPT_LENGTHS = 8;

const borrow = (length: number): Float64Array => spare.get(length)?.pop() ?? new Float64Array(length);

const giveBack = (array: Float64Array): void => {
  const kept = spare.get(array.length);
  if (kept !== undefined) { return void kept.push(array); }
  if (spare.size === KEPT_LENGTHS) { spare.clear(); }
  spare.set(array.length, [array]);
};

/** Where a step of a plan leaves its numbers: in an array of the whole batch, or, if nobody wants all of it, of one row. */
interface Room {
  readonly all: Float64Array;
  readonly whole: boolean;
}

const roomsOf = ({ steps, wanted }: Plan, shape: Shape): readonly Room[] =>
  steps.map(({ op }, index) => {
    const whole = wanted.some((place) => place._tag === "Step" && place.index === index);
    const { output } = op.kernel;
    return { whole, all: whole ? new Float64Array(lengthOf(output, shape)) : borrow(rowLength(output, shape)) };
  });

/** A row's part of a room. */
const partOf = ({ all, whole }: Room, row: number, rows: number): Float64Array => {
  if (!whole || rows === 1) { return all; }
  const length = all.length / rows;
  return all.subarray(row * length, (row + 1) * length);
};

/**
 * The numbers of a plan's wanted values by the host twins, in float64, for the leaves given. Each step runs once a row, one row
 * after the other: what a row needs on the way stays in the caches of the processor.
 *
 * @param rows Which rows are computed, all if absent; the others are 0.
 */
export const runOnHost = (
  of: Plan,
  leaves: readonly Leaf[],
  shape: Shape,
  rows?: readonly number[],
): readonly Numbers[] => {
  const rooms = roomsOf(of, shape);
  const one = { ...shape, rows: 1 };
  for (const row of rows ?? allRows(shape)) {
    const inputs = leaves.map((leaf) => rowOf(leaf, row, shape).data);
    const outs = rooms.map((room) => partOf(room, row, shape.rows));
    const at = (place: Place): Numbers => (place._tag === "Leaf" ? inputs[place.index]! : outs[place.index]!);
    of.steps.forEach(({ op, args }, index) => op.kernel.host(args.map(at), one, 0, outs[index]!));
  }
  for (const { all, whole } of rooms) {
    if (!whole) { giveBack(all); }
  }
  return of.wanted.map((place) => place._tag === "Leaf" ? leaves[place.index]!.data.slice() : rooms[place.index]!.all);
};

const allRows = ({ rows }: Shape): readonly number[] => Array.from({ length: rows }, (_, row) => row);

/** Rows with a cell that matters; undefined if all do. */
const matteringRows = (shape: Shape, matters: Uint8Array | undefined): readonly number[] | undefined =>
  matters === undefined ? undefined : allRows(shape).filter((row) => {
    const at = matters.indexOf(1, row * shape.positions);
    return at >= 0 && at < (row + 1) * shape.positions;
  });

/** Plain float64 TypeScript: the truth that every device is held to. It needs no settling. */
export const hostBackend = {
  name: (): "host" => "host",
  evaluate: (wanted: readonly Value[], shape: Shape, matters?: Uint8Array): Evaluated => {
    const ordered = plan(wanted);
    for (const leaf of ordered.leaves) { checkLength(leaf, shape); }
    return { arrays: runOnHost(ordered, ordered.leaves, shape, matteringRows(shape, matters)), settled: [] };
  },
  dispose: () => Promise.resolve(),
} satisfies Backend;
