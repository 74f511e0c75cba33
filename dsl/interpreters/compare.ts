import type { Program } from "../program.ts";
import { explainLines, type ExplainOptions } from "./explain.ts";

/** A line of two programs side by side; null where one of them has none. */
export interface LinePair {
  /** Of the first program. */ readonly left: string | null;
  /** Of the second. */ readonly right: string | null;
  /** Do both have it, word for word? */ readonly same: boolean;
}

/**
 * Two programs aligned line by line, with the lines that differ told apart (a longest common subsequence).
 *
 * Groups are folded by default, so that another corrector is one other line.
 *
 * @example Ancestral sampling and ARPC differ in one line
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { ar, arpc, blockAncestral, compare } from "blockgen/dsl";
 *
 * const pairs = compare(blockAncestral({ size: 16, steps: 8 }), arpc({ size: 16, steps: 8, by: ar.nll }));
 * strictEqual(pairs.filter((pair) => !pair.same).length, 1);
 * ```
 */
export const compare = (left: Program, right: Program, options: ExplainOptions = { fold: true }): readonly LinePair[] =>
  paired(align(explainLines(left, options), explainLines(right, options)));

/** The right program's text, with a mark before every line that the left one does not have, and no such lines of the left one. */
export const markDifferences = (
  left: Program,
  right: Program,
  mark = "> ",
  options: ExplainOptions = { fold: true },
): string =>
  compare(left, right, options)
    .flatMap((pair) => pair.right === null ? [] : [(pair.same ? " ".repeat(mark.length) : mark) + pair.right])
    .join("\n");

const align = (left: readonly string[], right: readonly string[]): readonly LinePair[] => {
  const common = lengths(left, right);
  const pairs: LinePair[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      pairs.push({ left: left[i++], right: right[j++], same: true });
    } else if (j >= right.length || (i < left.length && common[i + 1][j] >= common[i][j + 1])) {
      pairs.push({ left: left[i++], right: null, same: false });
    } else {
      pairs.push({ left: null, right: right[j++], same: false });
    }
  }
  return pairs;
};

/** `[i][j]`: how many lines the rests from i and from j have in common, in order. */
const lengths = (left: readonly string[], right: readonly string[]): readonly (readonly number[])[] => {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      table[i][j] = left[i] === right[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
};

/** Puts what was taken out beside what was put in its place. */
const paired = (pairs: readonly LinePair[]): readonly LinePair[] => {
  const out: LinePair[] = [];
  for (const pair of pairs) {
    const open = out.findLastIndex((earlier) => earlier.same) + 1;
    const gap = pair.left === null ? out.findIndex((earlier, i) => i >= open && earlier.right === null) : -1;
    if (gap < 0) { out.push(pair); }
    else { out[gap] = { ...out[gap], right: pair.right }; }
  }
  return out;
};
