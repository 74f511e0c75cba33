import fc from "fast-check";
import type { Selection } from "../../dsl/mod.ts";
import { arbitraryFormula } from "./arbitrary_formulas.ts";

const f = arbitraryFormula;

/** Any way to choose positions. */
export const arbitrarySelection = fc.letrec<{ selection: Selection }>((tie) => ({
  selection: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ _tag: fc.constant("Top" as const), quota: f, among: f }),
    fc.record({ _tag: fc.constant("Threshold" as const), least: f, easing: f, minimum: f, among: f }),
    fc.record({ _tag: fc.constant("RunMax" as const), low: f, among: f }),
    fc.record({ _tag: fc.constant("Budget" as const), budget: f, cost: f, among: f }),
    fc.array(tie("selection"), { maxLength: 3 }).map((parts): Selection => ({ _tag: "AnyOf", parts })),
    tie("selection").map((of): Selection => ({ _tag: "Except", of })),
  ),
})).selection;
