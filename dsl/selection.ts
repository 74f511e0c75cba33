import { match } from "ts-pattern";
import {
  type AnyExpression,
  type Expression,
  type Formula,
  formulaOf,
  type Operand,
  type Reads,
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
  /** Candidates with `score >= least`, and at least the `minimum` highest candidates. */
  | { _tag: "Threshold"; least: Formula; minimum: Formula; among: Formula }
  /** From the highest down, each candidate whose betters' `cost` adds up to at most `budget`; so always one. */
  | { _tag: "Budget"; budget: Formula; cost: Formula; among: Formula }
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

type RowNumber = number | Expression<never, "row">;

const choice = <R extends Readable>(selection: Selection): Choice<R> => ({ selection }) as unknown as Choice<R>;

/** The `quota` best candidates. Example: `top(1)` is one a step. */
export const top = <E extends Operand = 1>(quota: RowNumber, among?: E): Choice<Reads<E>> =>
  choice({ _tag: "Top", quota: formulaOf(quota), among: formulaOf(among ?? 1) });

/** Everything that scores `least` or more, and at least `minimum` (default 0) of the best. Source: Fast-dLLM 2505.22618. */
export const threshold = <E extends Operand = 1>(
  least: RowNumber,
  options: { readonly minimum?: RowNumber; readonly among?: E } = {},
): Choice<Reads<E>> =>
  choice({
    _tag: "Threshold",
    least: formulaOf(least),
    minimum: formulaOf(options.minimum ?? 0),
    among: formulaOf(options.among ?? 1),
  });

/** The longest prefix by score with `sum cost - last cost <= limit`. Source: EB sampler 2505.24857. */
export const budget = <C extends AnyExpression, E extends Operand = 1>(
  limit: RowNumber,
  cost: C,
  options: { readonly among?: E } = {},
): Choice<Reads<C> | Reads<E>> =>
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
    .with({ _tag: "Threshold" }, (s) => [s.least, s.minimum, s.among])
    .with({ _tag: "Budget" }, (s) => [s.budget, s.cost, s.among])
    .with({ _tag: "AnyOf" }, (s) => s.parts.flatMap(formulasOf))
    .with({ _tag: "Except" }, (s) => formulasOf(s.of))
    .exhaustive();
