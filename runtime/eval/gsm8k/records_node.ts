import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { left, right } from "fp-ts/lib/Either.js";
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import { reasonOf } from "../../thrown.ts";
import { type Gsm8kRecord, problemKey, readRecord, recordLine, type RecordStore } from "./record.ts";

/** Why a file of records cannot be gone on with. */
export type RecordsError = Readonly<
  | { _tag: "OtherRun"; file: string; wanted: string; found: string }
  | { _tag: "NotRecords"; file: string; found: string }
  | { _tag: "FileFailed"; file: string; reason: string }
>;

/** One sentence. */
export const describeRecordsError = (error: RecordsError): string =>
  error._tag === "NotRecords"
    ? `Cannot keep records in ${error.file} as its first line must name an evaluation: found ${error.found}; name another file`
    : error._tag === "OtherRun"
    ? `Cannot go on with ${error.file} as it holds another evaluation: wanted ${error.wanted}, found ${error.found}; name another file`
    : `Cannot keep records in ${error.file}: ${error.reason}`;

const headOf = (run: string): string => JSON.stringify({ run });

const contentsOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") { return ""; }
    throw error;
  }
};

/** What stands against going on with these contents. Of our own first line a killed run may have left a part. */
const refusal = (file: string, contents: string, wanted: string): RecordsError | null => {
  const [found = "", ...lines] = contents.split("\n");
  if (lines.length === 0 ? wanted.startsWith(found) : found === wanted) { return null; }
  return lines.length > 0 && found.startsWith('{"run":"')
    ? { _tag: "OtherRun", file, wanted, found }
    : { _tag: "NotRecords", file, found: JSON.stringify(found.slice(0, 60)) };
};

/** Whole records only; of a problem that was recorded twice, the first. */
const recordsOf = (lines: readonly string[]): readonly Gsm8kRecord[] => {
  const records = new Map<string, Gsm8kRecord>();
  for (const line of lines) {
    const record = readRecord(line);
    if (record !== null && !records.has(problemKey(record))) { records.set(problemKey(record), record); }
  }
  return [...records.values()];
};

/**
 * Opens a file of records, one JSON object a line behind a first line that names the evaluation (`runKey`). What a killed run left
 * is kept, its half-written last line dropped; a file of another evaluation, or of anything else, is refused.
 *
 * @param run What decides the records: `gsm8kRunKey` of the options of `evaluateGsm8k`.
 *
 * @example A file that is gone on with
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { mkdtemp } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { openRecords } from "blockgen/node";
 *
 * const file = join(await mkdtemp(join(tmpdir(), "blockgen-")), "records.jsonl");
 * const store = await openRecords(file, "an evaluation")();
 * deepStrictEqual(store._tag === "Right" && store.right.finished, []);
 * ```
 */
export const openRecords = (file: string, run: string): TaskEither<RecordsError, RecordStore> => async () => {
  try {
    await mkdir(dirname(file), { recursive: true });
    const contents = await contentsOf(file);
    const refused = refusal(file, contents, headOf(run));
    if (refused !== null) { return left(refused); }
    const finished = recordsOf(contents.split("\n").slice(1));
    await writeFile(`${file}.unfinished`, `${headOf(run)}\n${finished.map(recordLine).join("")}`);
    await rename(`${file}.unfinished`, file);
    return right({ finished, append: (record) => appendFile(file, recordLine(record)) });
  } catch (error) {
    return left({ _tag: "FileFailed", file, reason: reasonOf(error) });
  }
};
