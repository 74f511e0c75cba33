import { match } from "ts-pattern";
import { binary, unary } from "../expression/arithmetic.ts";
import type { Formula } from "../expression/mod.ts";

/** The value of a formula that reads at most `t`; null if it reads more, or `t` when none is given. */
export const constantOf = (formula: Formula, t: number | null = null): number | null =>
  match(formula)
    .with({ _tag: "Number" }, (f) => f.value)
    .with({ _tag: "Step" }, (f) => f.of === "t" ? t : null)
    .with({ _tag: "Feature" }, { _tag: "Memory" }, { _tag: "Reduce" }, () => null)
    .with({ _tag: "Unary" }, (f) => all([f.of], t, (a) => unary[f.op](a)))
    .with({ _tag: "Binary" }, (f) => all([f.left, f.right], t, (a, b) => binary[f.op](a, b)))
    .with({ _tag: "Where" }, (f) => all([f.test, f.then, f.otherwise], t, (test, a, b) => test !== 0 ? a : b))
    .exhaustive();

const all = (
  parts: readonly Formula[],
  t: number | null,
  combine: (...numbers: readonly number[]) => number,
): number | null => {
  const numbers = parts.map((part) => constantOf(part, t));
  return numbers.every((n) => n !== null) ? combine(...numbers) : null;
};
