import * as E from "fp-ts/lib/Either.js";
import { match } from "ts-pattern";
import type { Formula, Selection } from "../../dsl/mod.ts";
import { type ExactError, tooManyStates } from "./errors.ts";
import { evaluate, evaluateAll } from "./evaluate.ts";
import type { View } from "./features.ts";
import { positionsOf } from "./place.ts";
import type { Score } from "./state.ts";

/** A possible set of chosen positions and its probability. */
export interface Choice {
  readonly picked: readonly boolean[];
  readonly weight: number;
}

/** Numbers this close count as equal, so that rounding decides nothing. */
const TIE = 1e-9;

/** A quota as a count: fractions are cut off, and what lies 1e-3 below a whole number counts as it. */
const countOf = (quota: number): number => Math.max(0, Math.floor(quota + 1e-3));

/** Positions from the highest score down; scores within 1e-9 of the highest left tie, and the lower position goes first. */
export const ranked = (scores: readonly number[], among: readonly number[]): readonly number[] => {
  const left = [...among];
  const order: number[] = [];
  while (left.length > 0) {
    const best = Math.max(...left.map((i) => scores[i]!));
    const next = left.findIndex((i) => scores[i]! >= best - TIE);
    order.push(...left.splice(Math.max(0, next), 1));
  }
  return order;
};

const candidates = (selection: { readonly among: Formula }, view: View): readonly number[] =>
  positionsOf(view.place).filter((i) => view.place.candidate[i] && evaluate(selection.among, view, i) !== 0);

const flags = (view: View, chosen: readonly number[]): readonly boolean[] =>
  positionsOf(view.place).map((i) => chosen.includes(i));

/** Longest runs of neighbouring positions, of ascending ones. */
const runs = (positions: readonly number[]): readonly (readonly number[])[] =>
  positions.reduce<readonly (readonly number[])[]>((all, i) => {
    const last = all.at(-1);
    return last?.at(-1) === i - 1 ? [...all.slice(0, -1), [...last, i]] : [...all, [i]];
  }, []);

/** From the best down, those whose betters cost at most the budget: always the first. */
const affordable = (order: readonly number[], cost: readonly number[], budget: number): readonly number[] => {
  let spent = 0;
  return order.filter((i) => {
    const within = spent <= Math.max(0, budget) + TIE;
    spent += cost[i]!;
    return within;
  });
};

/** What a selection chooses by known scores. */
export const choose = (selection: Selection, scores: readonly number[], view: View): readonly boolean[] =>
  match(selection)
    .with({ _tag: "Top" }, (s) => {
      const order = ranked(scores, candidates(s, view));
      return flags(view, order.slice(0, countOf(evaluate(s.quota, view, 0))));
    })
    .with({ _tag: "Threshold" }, (s) => {
      const order = ranked(scores, candidates(s, view));
      const [least, easing] = [evaluate(s.least, view, 0), evaluate(s.easing, view, 0)];
      const minimum = countOf(evaluate(s.minimum, view, 0));
      const enough = (i: number, rank: number) => scores[i]! >= least - easing / (rank + 2) - TIE;
      return flags(view, order.filter((i, rank) => enough(i, rank) || rank < minimum));
    })
    .with({ _tag: "RunMax" }, (s) => {
      const low = evaluate(s.low, view, 0) + TIE;
      const best = runs(candidates(s, view)).map((run) => ranked(scores, run)[0]!);
      return flags(view, best.filter((i) => scores[i]! > low));
    })
    .with({ _tag: "Budget" }, (s) =>
      flags(
        view,
        affordable(ranked(scores, candidates(s, view)), evaluateAll(s.cost, view), evaluate(s.budget, view, 0)),
      ))
    .with({ _tag: "AnyOf" }, (s) => {
      const parts = s.parts.map((part) => choose(part, scores, view));
      return positionsOf(view.place).map((i) => parts.some((part) => part[i]));
    })
    .with({ _tag: "Except" }, (s) => {
      const chosen = choose(s.of, scores, view);
      return view.place.candidate.map((candidate, i) => candidate && !chosen[i]);
    })
    .exhaustive();

const subsets = (items: readonly number[], size: number): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));

/** How many there are. */
const subsetsOf = (items: number, size: number): number =>
  Array.from({ length: Math.min(size, items - size) }, (_, k) => (items - k) / (k + 1)).reduce((a, b) => a * b, 1);

/** All choices, or why there are too many; counted before they are listed. */
type Choices = E.Either<ExactError, readonly Choice[]>;
const atMost = (limit: number, found: number, list: () => readonly Choice[]): Choices =>
  found > limit ? E.left(tooManyStates("Select", Math.round(found), limit)) : E.right(list());

/** `Top` of random numbers: every subset of the quota's size is as likely as any other. */
const uniformSubset = (among: readonly number[], quota: number, view: View, limit: number): Choices => {
  const size = Math.min(among.length, countOf(quota));
  return atMost(limit, subsetsOf(among.length, size), () => {
    const all = subsets(among, size);
    return all.map((chosen) => ({ picked: flags(view, chosen), weight: 1 / all.length }));
  });
};

/** `Threshold` on random numbers: each candidate on its own, with probability `1 - least`. */
const independent = (among: readonly number[], chance: number, view: View): readonly Choice[] =>
  among.reduce<readonly { chosen: readonly number[]; weight: number }[]>(
    (list, i) =>
      list.flatMap(({ chosen, weight }) =>
        [
          { chosen: [...chosen, i], weight: weight * chance },
          { chosen, weight: weight * (1 - chance) },
        ].filter((one) => one.weight > 0)
      ),
    [{ chosen: [], weight: 1 }],
  ).map(({ chosen, weight }) => ({ picked: flags(view, chosen), weight }));

/** All that a selection may choose. Random scores are integrated under `Top` and `Threshold`; `enumerable` admits nothing else. */
export const choices = (selection: Selection, score: Score, view: View, limit: number): Choices => {
  if (score !== "random") return E.right([{ picked: choose(selection, score, view), weight: 1 }]);
  if (selection._tag === "Top") {
    return uniformSubset(candidates(selection, view), evaluate(selection.quota, view, 0), view, limit);
  }
  if (selection._tag === "Threshold") {
    const chance = Math.min(1, Math.max(0, 1 - evaluate(selection.least, view, 0)));
    const among = candidates(selection, view);
    const found = chance > 0 && chance < 1 ? 2 ** among.length : 1;
    return atMost(limit, found, () => independent(among, chance, view));
  }
  throw new Error(`A random score reached ${selection._tag}, which enumerable() should have refused`);
};
