import type { LogRecord } from "../train/log.ts";
import { type Progress, progressLine } from "../train/progress.ts";
import type { Terminal } from "./terminal.ts";

/** Tells of a run on stderr: a line that is drawn over, or one every so many updates where nothing can be. */
export const teller = (terminal: Terminal) => {
  const clear = terminal.redraws ? "\r\u001b[K" : "";
  let bits: Progress["bitsPerCharacter"] = {};
  let before = { tokens: 0, elapsed: 0, pace: 0 };
  return (record: LogRecord, done: number) => {
    if (record.kind === "eval") { bits = record.bitsPerCharacter; }
    if (record.kind === "sample") { terminal.err(`${clear}${record.sampler}: ${JSON.stringify(record.text)}\n`); }
    if (record.kind !== "train") { return; }
    const seconds = record.elapsed - before.elapsed;
    if (seconds > 0) {
      const now = (record.tokens - before.tokens) / seconds;
      before = { ...record, pace: before.pace === 0 ? now : 0.9 * before.pace + 0.1 * now };
    }
    const line = progressLine({
      step: record.step + 1,
      done,
      elapsed: record.elapsed,
      loss: record.loss,
      bitsPerCharacter: bits,
      tokensPerSecond: before.pace,
    });
    if (terminal.redraws) { terminal.err(`${clear}${line.slice(0, terminal.width - 1)}`); }
    else if ((record.step + 1) % 50 === 0) { terminal.err(`${line}\n`); }
  };
};
