import type { Ended } from "../process.ts";

/** What one test file came to; `reasons` is empty exactly when nothing failed. */
export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly reasons: readonly string[];
}

/** The counts that uvu prints last. */
interface Summary {
  readonly total: number;
  readonly passed: number;
  readonly skipped: number;
}

// deno-lint-ignore no-control-regex
const colours = /\u001b\[[0-9;]*m/g;
const counts = /^ {2}Total: +(\d+)\n {2}Passed: +(\d+)\n {2}Skipped: +(\d+)$/gm;

const summaryOf = (stdout: string): Summary | null => {
  const last = [...stdout.replace(colours, "").matchAll(counts)].at(-1);
  return last ? { total: Number(last[1]), passed: Number(last[2]), skipped: Number(last[3]) } : null;
};

const reasonsOf = (ended: Ended, summary: Summary | null, limit: number): readonly string[] => [
  ...(ended.timedOut ? [`still running after ${limit} s`] : []),
  ...(summary === null ? ["no summary: did the file call `.run()`, and did it live to the end?"] : []),
  ...(summary?.total === 0 && summary.skipped === 0 ? ["no tests"] : []),
  ...(summary && summary.passed < summary.total
    ? [`${summary.total - summary.passed} of ${summary.total} failed`]
    : []),
  ...(ended.code !== 0 && !ended.timedOut
    ? [`ended with ${ended.code === null ? "a signal" : `code ${ended.code}`}`]
    : []),
];

/** Judges a file by how it ended, what it printed, and what its text was found to lack; in doubt it failed. */
export const judge = (ended: Ended, limit: number, complaints: readonly string[]): Verdict => {
  const summary = summaryOf(ended.stdout);
  const reasons = [...reasonsOf(ended, summary, limit), ...complaints];
  const missed = summary ? summary.total - summary.passed : 0;
  return {
    passed: summary?.passed ?? 0,
    failed: reasons.length > 0 ? Math.max(1, missed) : 0,
    skipped: summary?.skipped ?? 0,
    reasons,
  };
};
