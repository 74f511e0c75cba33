import { match } from "ts-pattern";
import { asciiDigits, numeral } from "./python_text.ts";
import { doubleOf, exception, float, int, none, type PythonResult, type PythonValue } from "./python_value.ts";

/** How near a double must be to a whole number to count as one. */
const nearlyWhole = 1e-6;

/** How far apart two numbers may be, if one is a double, to count as equal. */
const tolerance = 1e-3;

/** Python 3.11 reads and writes at most so many decimal digits. */
export const longestInteger = 4300;

const fromDouble = (value: number): PythonValue => {
  const whole = Math.round(value);
  return Math.abs(value - whole) < nearlyWhole ? int(BigInt(whole)) : float(value);
};

const fromDigits = (digits: string): PythonResult => {
  if (digits.includes(".")) {
    const value = Number(asciiDigits(digits));
    return Number.isFinite(value) ? fromDouble(value) : exception("OverflowError");
  }
  return isTooLong(digits) ? exception("ValueError") : int(BigInt(asciiDigits(digits).replace("+", "")));
};

/** Digits of some scripts are two units each, so that fewer than twice as many units may still be few enough digits. */
const isTooLong = (digits: string): boolean => {
  const unsigned = digits.replace(/^[-+]/, "");
  return unsigned.length > 2 * longestInteger || Array.from(unsigned).length > longestInteger;
};

/** A tenth of the time of a regular expression where a program writes millions of commas. */
const without = (text: string, character: string): string => text.split(character).join("");

const fromText = (text: string): PythonResult => {
  const found = new RegExp(numeral, "u").exec(text);
  return found === null ? none : fromDigits(without(without(found[0], ","), "$"));
};

/**
 * The number that the checker sees in a Python value: whole numbers as they are, doubles within 1e-6 of a whole number as that
 * number, the first numeral of a text; everything else is `None`.
 *
 * Errors: an `exception` where Python raises one (a numeral of more than 4,300 digits).
 *
 * @example A price
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { toNumber } from "blockgen/runtime";
 *
 * deepStrictEqual(toNumber({ type: "str", value: "about $1,234.50" }), { type: "float", value: "1234.5" });
 * ```
 */
export const toNumber = (value: PythonValue): PythonResult =>
  match(value)
    .with({ type: "bool" }, ({ value }) => int(value ? 1n : 0n))
    .with({ type: "int" }, (whole) => whole)
    .with({ type: "float" }, ({ value }) => Number.isFinite(doubleOf(value)) ? fromDouble(doubleOf(value)) : none)
    .with({ type: "str" }, ({ value }) => fromText(value))
    .with({ type: "none" }, { type: "tuple" }, { type: "list" }, { type: "dict" }, { type: "other" }, () => none)
    .exhaustive();

const numericOf = (value: PythonResult): bigint | number | null =>
  match(value)
    .with({ type: "bool" }, ({ value }) => value ? 1n : 0n)
    .with({ type: "int" }, ({ value }) => BigInt(value))
    .with({ type: "float" }, ({ value }) => doubleOf(value))
    .otherwise(() => null);

/**
 * Are two numbers equal? Whole numbers exactly; if one is a double, within 1e-3. What is no number equals nothing.
 */
export const numbersEqual = (found: PythonResult, wanted: PythonResult): boolean => {
  const [a, b] = [numericOf(found), numericOf(wanted)];
  if (a === null || b === null) { return false; }
  return typeof a === "bigint" && typeof b === "bigint" ? a === b : Math.abs(Number(a) - Number(b)) <= tolerance;
};
