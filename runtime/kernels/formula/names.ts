import { match } from "ts-pattern";
import type { Formula } from "../../../dsl/expression/mod.ts";
import { once } from "../../../dsl/interpreters/once.ts";

/** The key of the positions that exist: 1, or 0 beyond the end of a short last block. */
export const VALID = "valid";

/** The key of a memory in an environment. */
export const memoryKey = (name: string): string => `memory:${name}`;

/** Keys of the environment that a formula reads, each once; `valid` if it reduces. */
export const namesOf = once((formula: Formula): readonly string[] => [...new Set(listed(formula))]);

const listed = (formula: Formula): readonly string[] =>
  match(formula)
    .with({ _tag: "Number" }, () => [])
    .with({ _tag: "Step" }, ({ of }) => [of])
    .with({ _tag: "Feature" }, ({ of }) => [of])
    .with({ _tag: "Memory" }, ({ name }) => [memoryKey(name)])
    .with({ _tag: "Unary" }, ({ of }) => listed(of))
    .with({ _tag: "Binary" }, ({ left, right }) => [...listed(left), ...listed(right)])
    .with({ _tag: "Where" }, (w) => [...listed(w.test), ...listed(w.then), ...listed(w.otherwise)])
    .with({ _tag: "Reduce" }, ({ of, among }) => [VALID, ...listed(of), ...listed(among)])
    .exhaustive();
