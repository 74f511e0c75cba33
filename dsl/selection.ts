import { match } from "ts-pattern";
import {
  type AnyExpression,
  type Expression,
  type Formula,
  formulaOf,
  type Operand,
  type Reads,
  subtract,
} from "./expression/mod.ts";
import type { Readable } from "./slots.ts";

/**
 * How positions are chosen by their score (highest first; scores within 1e-9 tie, lower position first).
 *
 * Only candidates can be chosen: the free positions of the block where `among` is not 0. A frozen position is never one.
 */
export type Selection = Readonly<
  /** The `quota` highest candidates; all of them if there are fewer, none if the quota is 0 or less. */
  | { _tag: "Top"; quota: Formula; among: Formula }
  /** The n-th highest candidate, from 1, if `score >= least - easing / (n + 1)`, and the `minimum` highest candidates anyway. */
  | { _tag: "Threshold"; least: Formula; easing: Formula; minimum: Formula; among: Formula }
  /** From the highest down, each candidate whose betters' `cost` adds up to at most `budget`; so always one. */
  | { _tag: "Budget"; budget: Formula; cost: Formula; among: Formula }
  /** The highest of each longest run of neighbouring candidates, if `score > low`. */
  | { _tag: "RunMax"; low: Formula; among: Formula }
  /** What any of the parts chooses. */
  | { _tag: "AnyOf"; parts: readonly Selection[] }
  /** The free positions that `of` does not choose. */
  | { _tag: "Except"; of: Selection }
>;

/** Key of the ghost; absent at run time. */
export declare const choosing: unique symbol;
/** A selection and, for the compiler, the slots it looks at besides the score. */
export interface Choice<out R extends Readable = never> {
  readonly selection: Selection;
  readonly [choosing]: R;
}

/** A number a row: a count or a limit, which may hang on the prediction, `sum(less(0.9, dist.confidence))`. */
export type RowNumber = number | Expression<Readable, "row">;

const choice = <R extends Readable>(selection: Selection): Choice<R> => ({ selection }) as unknown as Choice<R>;

/** The `quota` best candidates. Example: `top(1)` is one a step. */
export const top = <Q extends RowNumber, E extends Operand = 1>(quota: Q, among?: E): Choice<Reads<Q> | Reads<E>> =>
  choice({ _tag: "Top", quota: formulaOf(quota), among: formulaOf(among ?? 1) });

/**
 * Everything that scores `least` or more, and at least `minimum` (default 0) of the best. Source: Fast-dLLM 2505.22618.
 *
 * @param options.easing Lets the n-th best off with `least - easing / (n + 1)`; 0 by default.
 */
export const threshold = <
  Q extends RowNumber,
  Z extends RowNumber = 0,
  M extends RowNumber = 0,
  E extends Operand = 1,
>(
  least: Q,
  options: { readonly easing?: Z; readonly minimum?: M; readonly among?: E } = {},
): Choice<Reads<Q> | Reads<Z> | Reads<M> | Reads<E>> =>
  choice({
    _tag: "Threshold",
    least: formulaOf(least),
    easing: formulaOf(options.easing ?? 0),
    minimum: formulaOf(options.minimum ?? 0),
    among: formulaOf(options.among ?? 1),
  });

/**
 * Of scores `c_1 >= c_2 >= ...` the first `n`, `n` being the largest with `c_n >= 1 - f / (n + 1)`; always one. Source: Fast-dLLM
 * 2505.22618, factor. @param f 0 or more, 1 as published.
 */
export const factor = <Q extends RowNumber, E extends Operand = 1>(
  f: Q,
  options: { readonly among?: E } = {},
): Choice<Reads<Q> | Reads<E>> => threshold(1, { ...options, easing: f, minimum: 1 });

/** Each candidate with probability `p`, on its own; behind `score(random)`. */
export const bernoulli = <Q extends RowNumber, E extends Operand = 1>(
  p: Q,
  options: { readonly among?: E } = {},
): Choice<Reads<Q> | Reads<E>> => {
  const least = typeof p === "number" ? 1 - p : subtract(1, p) as Expression<Reads<Q>, "row">;
  return threshold(least, options);
};

/** The best of each longest run of neighbouring candidates, if it scores more than `low`. Source: dInfer 2510.08666, hierarchy. */
export const runMax = <Q extends RowNumber, E extends Operand = 1>(
  low: Q,
  options: { readonly among?: E } = {},
): Choice<Reads<Q> | Reads<E>> => choice({ _tag: "RunMax", low: formulaOf(low), among: formulaOf(options.among ?? 1) });

/** The longest prefix by score with `sum cost - last cost <= limit`. Source: EB sampler 2505.24857. */
export const budget = <Q extends RowNumber, C extends AnyExpression, E extends Operand = 1>(
  limit: Q,
  cost: C,
  options: { readonly among?: E } = {},
): Choice<Reads<Q> | Reads<C> | Reads<E>> =>
  choice({
    _tag: "Budget",
    budget: formulaOf(limit),
    cost: formulaOf(cost),
    among: formulaOf(options.among ?? 1),
  });

/** What any of them chooses. */
export const anyOf = <R extends Readable>(...parts: readonly Choice<R>[]): Choice<R> =>
  choice({ _tag: "AnyOf", parts: parts.map((part) => part.selection) });

/** The free positions that it does not choose. */
export const except = <R extends Readable>(of: Choice<R>): Choice<R> => choice({ _tag: "Except", of: of.selection });

/** The formulas of a selection, all parts included. */
export const formulasOf = (selection: Selection): readonly Formula[] =>
  match(selection)
    .returnType<readonly Formula[]>()
    .with({ _tag: "Top" }, (s) => [s.quota, s.among])
    .with({ _tag: "Threshold" }, (s) => [s.least, s.easing, s.minimum, s.among])
    .with({ _tag: "RunMax" }, (s) => [s.low, s.among])
    .with({ _tag: "Budget" }, (s) => [s.budget, s.cost, s.among])
    .with({ _tag: "AnyOf" }, (s) => s.parts.flatMap(formulasOf))
    .with({ _tag: "Except" }, (s) => formulasOf(s.of))
    .exhaustive();
