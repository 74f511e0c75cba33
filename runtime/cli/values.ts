import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { type Arguments, valueAt } from "./arguments.ts";
import { type Failure, misused } from "./failure.ts";
import { suggestion } from "./nearest.ts";

/** Which numbers an option takes. */
export interface NumberRange {
  readonly least: number;
  readonly whole: boolean;
}

/** A whole number from 1. */
export const positive: NumberRange = { least: 1, whole: true };
/** A whole number from 0. */
export const natural: NumberRange = { least: 0, whole: true };
/** Any number from 0. */
export const nonNegative: NumberRange = { least: 0, whole: false };

/** The number of an option, if it is given. */
export const numberAt = (args: Arguments, name: string, range: NumberRange): Either<Failure, number | undefined> => {
  const text = valueAt(args, name);
  if (text === undefined) { return right(undefined); }
  const number = text.trim() === "" ? NaN : Number(text);
  const fits = Number.isFinite(number) && number >= range.least && (!range.whole || Number.isSafeInteger(number));
  const wanted = `a ${range.whole ? "whole " : ""}number >= ${range.least}`;
  return fits ? right(number) : misused(`Cannot read --${name} as it must be ${wanted}: found ${JSON.stringify(text)}`);
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
