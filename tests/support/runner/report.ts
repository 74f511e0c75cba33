import type { FileResult } from "./run_file.ts";

const indented = (text: string): string => text.trimEnd().split("\n").map((line) => `    ${line}`).join("\n");

/** One line for a file; below it why it failed and all that it printed, or why it skipped. */
export const lineFor = (result: FileResult): string => {
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : "";
  const head = `${result.reasons.length > 0 ? "FAIL" : "ok  "} ${result.file} (${result.passed} passed${skipped}, ${
    result.seconds.toFixed(1)
  } s)`;
  const reasons = result.reasons.map((reason) => `  - ${reason}`);
  const skips = result.skips.map((reason) => `  skipped: ${reason}`);
  const output = result.reasons.length > 0 ? [indented(result.output)] : [];
  return [head, ...skips, ...reasons, ...output].join("\n");
};

/** `N passed, N failed`, with `, N skipped` when some were: the last line of every run, which other programs read. */
export const closingLine = (passed: number, failed: number, skipped: number): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
