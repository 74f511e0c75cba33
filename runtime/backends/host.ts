import { checkLength, lengthOf } from "../graph/extent.ts";
import { type Place, type Plan, plan } from "../graph/plan.ts";
import type { Leaf, Numbers, Shape, Value } from "../graph/value.ts";
import type { Backend, Evaluated } from "./backend.ts";

/** The numbers of a plan's wanted values by the host twins, in float64, for the leaves given. Each step runs once. */
export const runOnHost = (of: Plan, leaves: readonly Leaf[], shape: Shape): readonly Numbers[] => {
  const results: Float64Array[] = [];
  const at = (place: Place): Numbers =>
    place._tag === "Leaf" ? (leaves[place.index] as Leaf).data : results[place.index] as Float64Array;
  for (const { op, args } of of.steps) {
    const out = new Float64Array(lengthOf(op.kernel.output, shape));
    const inputs = args.map(at);
    for (let row = 0; row < shape.rows; row++) { op.kernel.host(inputs, shape, row, out); }
    results.push(out);
  }
  return of.wanted.map((place) => place._tag === "Leaf" ? at(place).slice() : at(place));
};

/** Plain float64 TypeScript: the truth that every device is held to. It needs no settling. */
export const hostBackend = {
  name: (): "host" => "host",
  evaluate: (wanted: readonly Value[], shape: Shape): Evaluated => {
    const ordered = plan(wanted);
    for (const leaf of ordered.leaves) { checkLength(leaf, shape); }
    return { arrays: runOnHost(ordered, ordered.leaves, shape), settled: [] };
  },
  dispose: () => Promise.resolve(),
} satisfies Backend;
