import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { whileAlone } from "./alone_node.ts";
import { type NamedCell, workOf } from "./cells.ts";
import { type Journal, openJournal } from "./journal_node.ts";
import { measureAll } from "./pool_node.ts";
import { resultLine } from "./result.ts";

/** How far a sweep is. */
export interface SweepProgress {
  /** Cells that are in the file. */ readonly done: number;
  readonly cells: number;
  /** Cells that ended in a sentence instead. */ readonly failed: number;
  /** Seconds that the rest will take, at the pace so far; null before the first. */ readonly left: number | null;
}

/** How a sweep runs. */
export interface SweepRun {
  /** Where results are kept, and found again. */ readonly file: string;
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told after every cell, and once before the first. */ readonly told?: (progress: SweepProgress) => void;
  /** Told why a cell has no result; it is tried again by the next run. */ readonly failed?: (
    cell: NamedCell,
    sentence: string,
  ) => void;
  /** Told what to know of a model's texts, such as an engine that was passed over: each sentence once for each model. */
  readonly noticed?: (cell: NamedCell, sentence: string) => void;
}

/**
 * Runs the cells that a file of results does not have yet and appends each as it ends: a sweep that is killed loses nothing and,
 * started again, repeats nothing.
 *
 * @returns How far it came, or why the file is not written to: it is not one of results, or another sweep writes to it.
 *
 * @example Four cells, and their summaries
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { mkdtemp, writeFile } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { cellsOf, planInFile, readResults, runSweep, summarise, versionOnDisk } from "blockgen/node";
 *
 * const folder = await mkdtemp(join(tmpdir(), "blockgen-"));
 * const plan = join(folder, "plan.json");
 * const sizes = { texts: 2, length: 16, block: 16 };
 * await writeFile(plan, JSON.stringify({ samplers: ["arpc", "block-ancestral"], nfe: [5], judge: "oracle", ...sizes }));
 * const read = await planInFile(plan);
 * if (read._tag === "Left") { throw new Error(read.left.join("\n")); }
 * const file = join(folder, "results.jsonl");
 * await runSweep(cellsOf(read.right, versionOnDisk()), { file, workers: 1 });
 * strictEqual(summarise(readResults(file)).length, 4);
 * ```
 */
export const runSweep = async (cells: readonly NamedCell[], run: SweepRun): Promise<Either<string, SweepProgress>> => {
  const ended = await whileAlone(run.file, () => runAlone(cells, run));
  return isLeft(ended) ? ended : ended.right;
};

const runAlone = async (cells: readonly NamedCell[], run: SweepRun): Promise<Either<string, SweepProgress>> => {
  const journal = openJournal(run.file);
  if (isLeft(journal)) { return journal; }
  try {
    return right(await measureInto(journal.right, cells, run));
  } finally {
    journal.right.close();
  }
};

const measureInto = async (journal: Journal, cells: readonly NamedCell[], run: SweepRun): Promise<SweepProgress> => {
  const known = new Set(journal.finished.map(({ id }) => id));
  // What takes longest comes first, so that no thread is left alone with it in the end.
  const open = cells.filter(({ id }) => !known.has(id)).toSorted((a, b) => workOf(b.cell) - workOf(a.cell));
  const clock = paceOf(cells, open);
  const notice = onceForEachModel(run.noticed);
  run.told?.(clock.now());
  await measureAll(open, {
    workers: run.workers,
    signal: run.signal,
    told: (cell, answer) => {
      for (const sentence of answer.notices) { notice(cell, sentence); }
      if ("measured" in answer) { journal.append(resultLine(cell, answer.measured)); }
      else { run.failed?.(cell, answer.failed); }
      clock.ended(cell, "measured" in answer);
      run.told?.(clock.now());
    },
  });
  return clock.now();
};

/** Each thread opens its own models, and each cell runs anew: what they have to say comes often. */
const onceForEachModel = (noticed: SweepRun["noticed"]) => {
  const heard = new Set<string>();
  return (cell: NamedCell, sentence: string): void => {
    const key = JSON.stringify([cell.cell.model, sentence]);
    if (!heard.has(key)) { noticed?.(cell, sentence); }
    heard.add(key);
  };
};

/** Counts cells, and the function evaluations that they stand for. */
const paceOf = (cells: readonly NamedCell[], open: readonly NamedCell[]) => {
  const started = performance.now();
  const work = open.reduce((sum, { cell }) => sum + workOf(cell), 0);
  let [done, failed, finished] = [cells.length - open.length, 0, 0];
  return {
    ended: ({ cell }: NamedCell, good: boolean): void => {
      finished += workOf(cell);
      if (good) { done += 1; }
      else { failed += 1; }
    },
    now: (): SweepProgress => ({
      done,
      failed,
      cells: cells.length,
      left: finished === 0 ? null : (performance.now() - started) / 1000 * (work - finished) / finished,
    }),
  };
};
