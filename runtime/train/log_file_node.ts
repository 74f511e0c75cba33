import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../thrown.ts";
import type { TrainError } from "./errors.ts";
import { logLine, type LogRecord, readLog, recordsBefore } from "./log.ts";

/** A log on disk that is appended to. */
export interface LogFile {
  /** Resolves when the record is written. */
  readonly append: (record: LogRecord) => Promise<Either<TrainError, void>>;
}

/** The text of a log; a state is worth more than what was said on the way to it, so that a log which was deleted is an empty one. */
const textOf = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((thrown: unknown) => {
    if ((thrown as { readonly code?: unknown }).code === "ENOENT") { return ""; }
    throw thrown;
  });

/** Opens the log of a run that goes on before update `step` (0: from nothing): later records and half-written lines are dropped. */
export async function openLog(file: string, step: number): Promise<Either<TrainError, LogFile>> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const records = readLog(step === 0 ? "" : await textOf(file));
    if (isLeft(records)) { return records; }
    await writeFile(`${file}.unfinished`, recordsBefore(records.right, step).map(logLine).join(""));
    await rename(`${file}.unfinished`, file);
    return right({ append: (record) => append(file, record) });
  } catch (thrown) {
    return left({ _tag: "FileFailed", action: "open the log", file, reason: reasonOf(thrown) });
  }
}

const append = async (file: string, record: LogRecord): Promise<Either<TrainError, void>> => {
  try {
    return right(await appendFile(file, logLine(record)));
  } catch (thrown) {
    return left({ _tag: "FileFailed", action: "append to the log", file, reason: reasonOf(thrown) });
  }
};
