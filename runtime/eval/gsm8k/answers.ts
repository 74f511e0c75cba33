import { toNumber } from "./numbers.ts";
import { numeral, space } from "./python_text.ts";
import { none, type PythonResult } from "./python_value.ts";

const numberIn = (text: string): PythonResult => toNumber({ type: "str", value: text });

/**
 * The number of a gold answer: the first in the first non-empty rest behind `####`, or in the whole text if there is no such mark.
 *
 * @example The end of a solution
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { goldAnswer } from "blockgen/runtime";
 *
 * deepStrictEqual(goldAnswer("16 - 3 - 4 = 9\n#### 18"), { type: "int", value: "18" });
 * ```
 */
export const goldAnswer = (text: string): PythonResult => {
  const marked = new RegExp(`####${space}*([^\\n]+)`, "u").exec(text);
  return numberIn(marked === null ? text : marked[1]!);
};

/** Where a text states its answer, the most explicit first. */
const statements = [
  new RegExp(`(?:final answer|answer|result)${space}*(?:is|=|:)${space}*(${numeral})`, "giu"),
  new RegExp(`####${space}*(${numeral})`, "gu"),
  new RegExp(`(${numeral})`, "gu"),
];

/**
 * The number that a text gives as its answer: the last behind "answer is", "result:" and the like, else the last behind `####`,
 * else the last one.
 */
export const textAnswer = (text: string): PythonResult => {
  for (const statement of statements) {
    const last = lastNumeral(text, statement);
    if (last !== null) { return numberIn(last); }
  }
  return none;
};

/** One match after the other: all of them at once take seconds and a gigabyte where a program prints nothing but numbers. */
const lastNumeral = (text: string, statement: RegExp): string | null => {
  let last: string | null = null;
  for (const found of text.matchAll(statement)) { last = found[1]!; }
  return last;
};
