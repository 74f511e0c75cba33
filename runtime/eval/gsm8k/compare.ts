import { bootstrap, type Interval } from "../bootstrap.ts";
import { newcombe, type ProportionInterval } from "../proportion.ts";
import type { Gsm8kRecord } from "./record.ts";

/** Two samplers on the same problems. */
export interface Comparison {
  /** Accuracy of the first minus that of the second, with its 95 % paired bootstrap interval over problems. */
  readonly difference: Interval;
  /** The same without the pairing: it has a width where no problem tells the two apart. */ readonly newcombe:
    ProportionInterval;
  /** Problems that only the first, and only the second, got right. */ readonly only: readonly [number, number];
  readonly problems: number;
}

/** Compares two evaluations problem by problem; problems that only one of them has are left out. */
export const compareGsm8k = (
  first: readonly Gsm8kRecord[],
  second: readonly Gsm8kRecord[],
  seed = 0,
): Comparison => {
  const other = new Map(second.map(({ problem, correct }) => [problem, correct]));
  const pairs = first.flatMap(({ problem, correct }) => {
    const against = other.get(problem);
    return against === undefined ? [] : [[Number(correct), Number(against)] as const];
  });
  const sum = (of: (a: number, b: number) => number): number => pairs.reduce((all, [a, b]) => all + of(a, b), 0);
  return {
    difference: bootstrap(pairs.map(([a, b]) => a - b), { seed }),
    newcombe: newcombe(sum((a) => a), sum((_, b) => b), pairs.length),
    only: [sum((a, b) => a * (1 - b)), sum((a, b) => b * (1 - a))],
    problems: pairs.length,
  };
};
