import { type Abilities, check, describeProblem, program } from "blockgen/dsl";
import type { ModelChoice, Setup } from "../setup.ts";
import type { Half } from "./store.ts";

/** Which sides give another result in `after` than in `before`? */
export const changedSides = (before: Setup, after: Setup): readonly Half[] => {
  const all = before.prompt !== after.prompt || before.length !== after.length || before.seed !== after.seed;
  return ([0, 1] as const).filter((half) => {
    const [a, b] = [before.sides[half], after.sides[half]];
    const text = b.model._tag === "Text" && before.text !== after.text;
    return all || text || a.nodes !== b.nodes || !sameModel(a.model, b.model);
  });
};

/** Do two choices name the same model? */
export const sameModel = (a: ModelChoice, b: ModelChoice): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Why a side cannot run, in sentences, before it is tried; null if nothing is known against it. */
export const problemOf = (setup: Setup, half: Half, abilities: Abilities | null): string | null => {
  const { model, nodes } = setup.sides[half];
  if (model._tag === "Text" && setup.text === "") {
    return "There is no text to learn from yet: paste one under “your own text”";
  }
  const run = Number.isInteger(setup.length) && setup.length > 0 ? { length: setup.length } : {};
  const problems = check(program(nodes), abilities ?? undefined, run).map(describeProblem);
  return problems.length === 0 ? null : [...new Set(problems)].join("\n");
};
