import { type Cell, isNoise } from "../../../runtime/timeline/moment.ts";
import type { LessonRun, Verdict } from "./lesson.ts";

/** A check that failed, and why. */
export const notYet = (says: string): Verdict => ({ passed: false, says });

/** Tokens that the run made. */
export const made = ({ tokens, prompt }: LessonRun): readonly number[] => tokens.slice(prompt);

/** A number of bits as a learner reads it. */
export const inBits = (bits: number): string => `${bits.toFixed(2)} bits a character`;

/** Exact bits of both runs, or null if a model does not know them. */
export const bitsOf = ([left, right]: readonly [LessonRun, LessonRun]): readonly [number, number] | null =>
  left.bits === null || right.bits === null ? null : [left.bits, right.bits];

/** What is said where a model cannot tell its bits. */
export const needsOracle: Verdict = notYet("Choose an oracle on both sides: a network does not know its exact bits.");

/** Do both sides run the same pipeline? */
export const samePipeline = ([left, right]: readonly [LessonRun, LessonRun]): boolean =>
  JSON.stringify(left.side.nodes) === JSON.stringify(right.side.nodes);

/** Tokens that each first moment of a block is made of: all masks, or none. */
export const startsMasked = ({ moments, symbols }: LessonRun): boolean =>
  moments.filter(({ label }) => label === "noise").every(({ cells }) =>
    cells.every(({ token, kind }) => kind === "given" || token >= symbols.length)
  );

/** How often a cell became what `is` asks for, given what stood at its place in the step before. */
const happened = ({ moments }: LessonRun, is: (before: Cell, now: Cell) => boolean): number =>
  moments.reduce((sum, { start, cells }, i) => {
    const before = moments[i - 1];
    if (before === undefined || before.start !== start) { return sum; }
    return sum + cells.filter((cell, k) => before.cells[k] !== undefined && is(before.cells[k], cell)).length;
  }, 0);

/** Tokens that stood and were replaced by another token, with no noise in between. */
export const replaced = (run: LessonRun): number =>
  happened(run, (before, now) => !isNoise(before.kind) && now.kind === "drafted" && now.token !== before.token);

/** Tokens that stood and were turned back into noise by a corrector. */
export const renoised = (run: LessonRun): number => happened(run, (_, now) => now.kind === "renoised");

/** Entropy of the made characters, one by one, in bits: low if a text repeats itself. */
export const variety = (run: LessonRun): number => {
  const tokens = made(run);
  const counts = new Map<number, number>();
  for (const token of tokens) { counts.set(token, (counts.get(token) ?? 0) + 1); }
  return [...counts.values()].reduce((sum, n) => sum - n / tokens.length * Math.log2(n / tokens.length), 0);
};
