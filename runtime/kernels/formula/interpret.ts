import { match } from "ts-pattern";
import type { Formula } from "../../../dsl/expression/mod.ts";
import { memoryKey, VALID } from "./names.ts";
import { binary, reduce, unary } from "./total.ts";

/** What a formula sees: numbers by key at a position, and all positions of the row, for reductions. */
export interface Sight {
  readonly at: (key: string, position: number) => number;
  readonly positions: number;
}

/** The formula's number at a position, in float64: the truth behind the generated kernels. */
export const interpret = (formula: Formula, sight: Sight, position: number): number => {
  const of = (inner: Formula): number => interpret(inner, sight, position);
  return match(formula)
    .with({ _tag: "Number" }, ({ value }) => value)
    .with({ _tag: "Step" }, (f) => sight.at(f.of, position))
    .with({ _tag: "Feature" }, (f) => sight.at(f.of, position))
    .with({ _tag: "Memory" }, ({ name }) => sight.at(memoryKey(name), position))
    .with({ _tag: "Unary" }, (f) => unary(f.op, of(f.of)))
    .with({ _tag: "Binary" }, (f) => binary(f.op, of(f.left), of(f.right)))
    .with({ _tag: "Where" }, (f) => (of(f.test) !== 0 ? of(f.then) : of(f.otherwise)))
    .with({ _tag: "Reduce" }, (f) => reduce(f.op, reduced(f.of, f.among, sight)))
    .exhaustive();
};

const reduced = (of: Formula, among: Formula, sight: Sight): readonly number[] =>
  Array.from({ length: sight.positions }, (_, position) => position)
    .filter((position) => sight.at(VALID, position) !== 0 && interpret(among, sight, position) !== 0)
    .map((position) => interpret(of, sight, position));

/**
 * The number of a row-level formula (a schedule, a quota, a temperature), in float64.
 *
 * @param variables The step variables that it reads, by name. A formula over positions is a bug of the caller.
 *
 * @example Half to even
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { rowNumber } from "blockgen/runtime";
 * import { alphaS, blockSize, multiply, round } from "blockgen/dsl";
 *
 * strictEqual(rowNumber(round(multiply(alphaS, blockSize)).formula, { alphaS: 0.625, blockSize: 4 }), 2);
 * ```
 */
export const rowNumber = (formula: Formula, variables: Readonly<Record<string, number>>): number => {
  const at = (key: string): number => {
    const found = variables[key];
    if (found === undefined) { throw new Error(`a row has no number "${key}"`); }
    return found;
  };
  return interpret(formula, { at, positions: 0 }, 0);
};
