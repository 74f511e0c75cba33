import type { SweepProgress } from "../eval/sweep/sweep_node.ts";
import type { Terminal } from "./terminal.ts";

const bar = 20;

/** Seconds for a human. */
const timeOf = (seconds: number): string =>
  seconds < 60
    ? `${Math.ceil(seconds)} s`
    : seconds < 3600
    ? `${(seconds / 60).toFixed(1)} min`
    : `${(seconds / 3600).toFixed(1)} h`;

/** A line: how many cells, or what else there is, are done, and how long the rest will take. */
export const progressOf = ({ done, cells, failed, left }: SweepProgress, what = "cells"): string => {
  const full = cells === 0 ? bar : Math.floor(bar * (done + failed) / cells);
  const rest = left === null ? "" : `, ${timeOf(left)} left`;
  const broken = failed === 0 ? "" : `, ${failed} failed`;
  return `[${"#".repeat(full)}${".".repeat(bar - full)}] ${done}/${cells} ${what}${broken}${rest}`;
};

/** Tells of a sweep, or of another long count, on stderr: a line that is drawn over, or one every tenth of the cells where nothing can be. */
export const progressBar = (terminal: Terminal, quiet: boolean, what?: string) => {
  let tenth = -1;
  return {
    show: (progress: SweepProgress): void => {
      if (quiet) { return; }
      const line = progressOf(progress, what);
      if (terminal.redraws) { return terminal.err(`\r\u001b[K${line.slice(0, terminal.width - 1)}`); }
      const now = Math.floor(10 * (progress.done + progress.failed) / Math.max(1, progress.cells));
      if (now > tenth) { terminal.err(`${line}\n`); }
      tenth = now;
    },
    /** A sentence that stays. */
    line: (text: string): void => terminal.err(`${terminal.redraws ? "\r\u001b[K" : ""}${text}\n`),
    clear: (): void => terminal.err(terminal.redraws && !quiet ? "\r\u001b[K" : ""),
  };
};
