import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { isTorn, readResult, resultsAmong, type SweepResult } from "./result.ts";

/** A file of results that grows: what is appended stays, whatever happens next. */
export interface Journal {
  /** What is there already. */ readonly finished: readonly SweepResult[];
  /** Appends a whole line and waits until the disk has it. */ readonly append: (line: string) => void;
  readonly close: () => void;
}

/** The results of a file, each id once; lines that are none are left out. */
export const readResults = (file: string): readonly SweepResult[] => resultsAmong(readFileSync(file, "utf8"));

/** The results of a file, or what it holds instead. */
const resultsIn = (text: string): Either<string, readonly SweepResult[]> => {
  const lines = text.split("\n");
  const tail = lines.pop()!;
  const whole = lines.filter((line) => line !== "");
  const strange = whole.find((line) => readResult(line) === null) ?? (isTorn(tail) ? undefined : tail);
  return strange === undefined ? right(whole.map((line) => readResult(line)!)) : left(strange);
};

/**
 * Opens a file of results to go on with; what a killed run left of its last line is cut off. For one process at a time: `whileAlone`.
 *
 * @returns The file, or why it is not touched: it holds something else.
 */
export const openJournal = (file: string): Either<string, Journal> => {
  mkdirSync(dirname(file), { recursive: true });
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const finished = resultsIn(bytes.toString("utf8"));
  if (isLeft(finished)) {
    const found = JSON.stringify(finished.left.slice(0, 60));
    return left(
      `Cannot keep results in ${file} as its lines must be results of a sweep: found ${found}; name another file`,
    );
  }
  const handle = openSync(file, "a+");
  const whole = bytes.lastIndexOf(0x0a) + 1;
  // Never without need: what something else appended since would go too.
  if (whole < bytes.length) { ftruncateSync(handle, whole); }
  return right({
    finished: finished.right,
    append: (line) => {
      writeSync(handle, line);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  });
};

/** Writes a file at once: a reader sees the old one or the new one. */
export const writeAtOnce = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(`${file}.unfinished`, text);
    renameSync(`${file}.unfinished`, file);
  } catch (thrown) {
    rmSync(`${file}.unfinished`, { force: true });
    throw thrown;
  }
};
