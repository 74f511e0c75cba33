import { match } from "ts-pattern";
import { binary, unary } from "../expression/arithmetic.ts";
import type { Formula, StepVariable } from "../expression/mod.ts";

/** The step variables whose value is known. */
export type Known = { readonly [K in StepVariable]?: number };

/** The value of a formula that reads nothing but known step variables; null if it reads more. */
export const constantOf = (formula: Formula, known: Known = {}): number | null =>
  // Most are numbers, and asked about at every step.
  formula._tag === "Number" ? formula.value : computed(formula, known);

const computed = (formula: Exclude<Formula, { _tag: "Number" }>, known: Known): number | null =>
  match(formula)
    .with({ _tag: "Step" }, (f) => known[f.of] ?? null)
    .with({ _tag: "Feature" }, { _tag: "Memory" }, { _tag: "Reduce" }, () => null)
    .with({ _tag: "Unary" }, (f) => all([f.of], known, (a) => unary[f.op](a)))
    .with({ _tag: "Binary" }, (f) => all([f.left, f.right], known, (a, b) => binary[f.op](a, b)))
    .with({ _tag: "Where" }, (f) => all([f.test, f.then, f.otherwise], known, (test, a, b) => test !== 0 ? a : b))
    .exhaustive();

const all = (
  parts: readonly Formula[],
  known: Known,
  combine: (...numbers: readonly number[]) => number,
): number | null => {
  const numbers = parts.map((part) => constantOf(part, known));
  return numbers.every((n) => n !== null) ? combine(...numbers) : null;
};
