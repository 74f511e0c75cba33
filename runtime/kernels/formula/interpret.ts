import { match } from "ts-pattern";
import type { Formula } from "../../../dsl/expression/mod.ts";
import { memoryKey, VALID } from "./names.ts";
import { binary, reduce, unary } from "../../../dsl/expression/arithmetic.ts";

/** What a formula sees of one row: numbers by key at a position, and how many positions there are, for reductions. */
export interface Sight {
  readonly at: (key: string, position: number) => number;
  readonly positions: number;
}

type Reader = (sight: Sight, position: number) => number;

const readers = new WeakMap<Formula, Reader>();

/** The formula as a function, made once: formulas are read at every position of every row. */
const readerOf = (formula: Formula): Reader => {
  const known = readers.get(formula);
  if (known !== undefined) { return known; }
  const made = makeReader(formula);
  readers.set(formula, made);
  return made;
};

const makeReader = (formula: Formula): Reader =>
  match(formula)
    .returnType<Reader>()
    .with({ _tag: "Number" }, ({ value }) => () => value)
    .with({ _tag: "Step" }, ({ of }) => (sight, position) => sight.at(of, position))
    .with({ _tag: "Feature" }, ({ of }) => (sight, position) => sight.at(of, position))
    .with({ _tag: "Memory" }, ({ name }) => {
      const key = memoryKey(name);
      return (sight, position) => sight.at(key, position);
    })
    .with({ _tag: "Unary" }, ({ op, of }) => {
      const [apply, a] = [unary[op], readerOf(of)];
      return (sight, position) => apply(a(sight, position));
    })
    .with({ _tag: "Binary" }, ({ op, left, right }) => {
      const [apply, a, b] = [binary[op], readerOf(left), readerOf(right)];
      return (sight, position) => apply(a(sight, position), b(sight, position));
    })
    .with({ _tag: "Where" }, ({ test, then, otherwise }) => {
      const [is, a, b] = [readerOf(test), readerOf(then), readerOf(otherwise)];
      return (sight, position) => (is(sight, position) !== 0 ? a : b)(sight, position);
    })
    .with({ _tag: "Reduce" }, ({ op, of, among }) => onceARow(reduce[op], readerOf(of), readerOf(among)))
    .exhaustive();

/** A reduction is the same at every position of a row: it is computed once for each sight. */
const onceARow = (apply: (numbers: readonly number[]) => number, of: Reader, among: Reader): Reader => {
  const known = new WeakMap<Sight, number>();
  return (sight) => {
    const before = known.get(sight);
    if (before !== undefined) { return before; }
    const numbers: number[] = [];
    for (let position = 0; position < sight.positions; position++) {
      if (sight.at(VALID, position) !== 0 && among(sight, position) !== 0) { numbers.push(of(sight, position)); }
    }
    const result = apply(numbers);
    known.set(sight, result);
    return result;
  };
};

/** The formula's number at a position, in float64: the truth behind the generated kernels. */
export const interpret = (formula: Formula, sight: Sight, position: number): number =>
  readerOf(formula)(sight, position);

/**
 * The number of a row-level formula (a schedule, a quota, a temperature), in float64.
 *
 * @param variables The step variables that it reads, by name. A formula over positions is a bug of the caller.
 */
export const rowNumber = (formula: Formula, variables: Readonly<Record<string, number>>): number => {
  const at = (key: string): number => {
    const found = variables[key];
    if (found === undefined) { throw new Error(`a row has no number "${key}"`); }
    return found;
  };
  return interpret(formula, { at, positions: 0 }, 0);
};
