import { checkLength, lengthOf, rowLength, rowOf } from "../graph/extent.ts";
import { type Place, type Plan, plan } from "../graph/plan.ts";
import type { Leaf, Numbers, Shape, Value } from "../graph/value.ts";
import type { Backend, Evaluated } from "./backend.ts";

/** Arrays over a vocabulary that rows leave to the next one, by length. What one call of the host needs, the next needs too. */
const spare = new Map<number, Float64Array[]>();
const KEPT_LENGTHS = 8;

const borrow = (length: number): Float64Array => spare.get(length)?.pop() ?? new Float64Array(length);

const giveBack = (arrays: readonly Float64Array[]): void => {
  for (const array of arrays) {
    const kept = spare.get(array.length) ?? [];
    kept.push(array);
    spare.set(array.length, kept);
  }
  if (spare.size > KEPT_LENGTHS) { spare.clear(); }
};

/** Where each step of a plan leaves its numbers: in an array of the whole batch, or, if nobody wants all of it, of one row. */
const resultsOf = (of: Plan, shape: Shape): readonly { readonly all: Float64Array; readonly whole: boolean }[] => {
  const wanted = new Set(of.wanted.flatMap((place) => place._tag === "Step" ? [place.index] : []));
  return of.steps.map(({ op }, index) => {
    const whole = wanted.has(index);
    const kind = op.kernel.output;
    const all = whole ? new Float64Array(lengthOf(kind, shape)) : borrow(rowLength(kind, shape));
    return { all, whole };
  });
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
  const results = resultsOf(of, shape);
  const one = { ...shape, rows: 1 };
  for (const row of rows ?? Array.from({ length: shape.rows }, (_, row) => row)) {
    const inputs = leaves.map((leaf) => rowOf(leaf, row, shape).data);
    const outs = results.map(({ all, whole }, index) => {
      const length = rowLength(of.steps[index]!.op.kernel.output, shape);
      return whole && shape.rows > 1 ? all.subarray(row * length, (row + 1) * length) : all;
    });
    const at = (place: Place): Numbers => (place._tag === "Leaf" ? inputs[place.index]! : outs[place.index]!);
    of.steps.forEach(({ op, args }, index) => op.kernel.host(args.map(at), one, 0, outs[index]!));
  }
  giveBack(results.flatMap(({ all, whole }) => whole ? [] : [all]));
  return of.wanted.map((place) =>
    place._tag === "Leaf" ? leaves[place.index]!.data.slice() : results[place.index]!.all
  );
};

/** Rows with a cell that matters; undefined if all do. */
const matteringRows = (shape: Shape, matters: Uint8Array | undefined): readonly number[] | undefined =>
  matters === undefined
    ? undefined
    : Array.from({ length: shape.rows }, (_, row) => row).filter((row) =>
      matters.subarray(row * shape.positions, (row + 1) * shape.positions).includes(1)
    );

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
