import { once } from "../dsl/interpreters/once.ts";
import { type Abilities, check, type Node, type Problem, type Program } from "../dsl/mod.ts";

/**
 * What keeps a program from running on a model at a length, found once for each: short runs, one after the other, would spend more
 * time on it than on their steps.
 */
export const problemsOf = (nodes: readonly Node[], abilities: Abilities, length: number): readonly Problem[] => {
  const known = byLength(nodes)(abilities);
  const problems = known.get(length) ?? check({ nodes } as Program, abilities, { length });
  known.set(length, problems);
  return problems;
};

const byLength = once((_: readonly Node[]) => once((_: Abilities) => new Map<number, readonly Problem[]>()));
