import { match } from "ts-pattern";
import type { Feature, Formula, StepVariable } from "./expression.ts";

/** What a formula looks at. */
export type Use = Readonly<
  { _tag: "Feature"; of: Feature } | { _tag: "Memory"; name: string } | { _tag: "Step"; of: StepVariable }
>;

/** Everything that a formula looks at, in order of appearance, repetitions included. */
export const usesOf = (formula: Formula): readonly Use[] =>
  match(formula)
    .returnType<readonly Use[]>()
    .with({ _tag: "Number" }, () => [])
    .with({ _tag: "Feature" }, { _tag: "Memory" }, { _tag: "Step" }, (use) => [use])
    .with({ _tag: "Unary" }, (f) => usesOf(f.of))
    .with({ _tag: "Binary" }, (f) => [f.left, f.right].flatMap(usesOf))
    .with({ _tag: "Where" }, (f) => [f.test, f.then, f.otherwise].flatMap(usesOf))
    .with({ _tag: "Reduce" }, (f) => [f.of, f.among].flatMap(usesOf))
    .exhaustive();
