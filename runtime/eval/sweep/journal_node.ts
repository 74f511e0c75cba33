import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { readResult, type SweepResult } from "./result.ts";

/** A file of results that grows: what is appended stays, whatever happens next. */
export interface Journal {
  /** What is there already. */ readonly finished: readonly SweepResult[];
  /** Appends a whole line and waits until the disk has it. */ readonly append: (line: string) => void;
  readonly close: () => void;
}

/** The results of a file, each id once; lines that are none are left out. */
export const readResults = (file: string): readonly SweepResult[] => {
  const results = readFileSync(file, "utf8").split("\n").flatMap((line) => readResult(line) ?? []);
  return [...new Map(results.map((one) => [one.id, one])).values()];
};

/** Opens a file of results to go on with; what a killed run left of its last line is cut off. */
export const openJournal = (file: string): Journal => {
  mkdirSync(dirname(file), { recursive: true });
  const finished = existsSync(file) ? readResults(file) : [];
  const handle = openSync(file, "a+");
  const bytes = readFileSync(file);
  ftruncateSync(handle, bytes.lastIndexOf(0x0a) + 1);
  return {
    finished,
    append: (line) => {
      writeSync(handle, line);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
};

/** Writes a file at once: a reader sees the old one or the new one. */
export const writeAtOnce = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.unfinished`, text);
  renameSync(`${file}.unfinished`, file);
};
