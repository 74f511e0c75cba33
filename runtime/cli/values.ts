import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { isWithin, type NumberRange, rangeWords } from "../knob_ranges.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { type Failure, misused } from "./failure.ts";
import { suggestion } from "./nearest.ts";

export { natural, nonNegative, type NumberRange, positive } from "../knob_ranges.ts";

/** The number of an option, if it is given. */
export const numberAt = (args: Arguments, name: string, range: NumberRange): Either<Failure, number | undefined> => {
  const text = valueAt(args, name);
  if (text === undefined) { return right(undefined); }
  const number = text.trim() === "" ? NaN : Number(text);
  return isWithin(number, range)
    ? right(number)
    : misused(`Cannot read --${name} as it must be ${rangeWords(range)}: found ${JSON.stringify(text)}`);
};

/** One of a few words that an option takes, if it is given. */
export const choiceAt = <A extends string>(
  args: Arguments,
  name: string,
  choices: readonly A[],
): Either<Failure, A | undefined> => {
  const text = valueAt(args, name);
  const found = choices.find((choice) => choice === text);
  return text === undefined || found !== undefined
    ? right(found)
    : misused(`Cannot use ${JSON.stringify(text)} as --${name}: ${suggestion(text, choices)}`);
};

/** The rights of a record, those that are there, or its first left. */
export const gather = <T extends Record<string, unknown>>(
  parts: { readonly [K in keyof T]: Either<Failure, T[K] | undefined> },
): Either<Failure, Partial<T>> => {
  const out: Partial<T> = {};
  for (const key of Object.keys(parts) as (keyof T)[]) {
    const part = parts[key];
    if (isLeft(part)) { return part; }
    if (part.right !== undefined) { out[key] = part.right; }
  }
  return right(out);
};
