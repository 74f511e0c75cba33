import * as v from "valibot";
import { goldAnswer } from "./answers.ts";
import type { WordProblem } from "./problem.ts";
import type { PythonResult } from "./python_value.ts";

/** What became of one problem; a line of a file of records. */
export interface Gsm8kRecord {
  /** Index of the problem, which is also the sample id of its row. */ readonly problem: number;
  readonly question: string;
  /** What the model wrote behind the prompt, up to its end token; empty if there was no room or no tokens for the prompt. */
  readonly text: string;
  /** How the program ended: the tag of its `Execution`, or why there was none. */ readonly ended: string;
  /** More on that: an exception, a reason. */ readonly reason: string;
  readonly found: PythonResult;
  readonly wanted: PythonResult;
  readonly correct: boolean;
  /** Function evaluations spent on it. */ readonly nfe: number;
}

/** Where the records of one evaluation are kept; a record that is appended stays, whatever happens next. */
export interface RecordStore {
  /** What is there already. */ readonly finished: readonly Gsm8kRecord[];
  /** Rejects where that cannot be: an evaluation then ends in `NotKept`. */
  readonly append: (record: Gsm8kRecord) => Promise<void>;
}

/** Keeps records for as long as the program runs. */
export const inMemory = (): RecordStore => ({ finished: [], append: () => Promise.resolve() });

const result = v.object({ type: v.string(), value: v.unknown() });

const schema = v.object({
  problem: v.pipe(v.number(), v.integer(), v.minValue(0)),
  question: v.string(),
  text: v.string(),
  ended: v.string(),
  reason: v.string(),
  found: result,
  wanted: result,
  correct: v.boolean(),
  nfe: v.number(),
});

/** A record as a line of a file. */
export const recordLine = (record: Gsm8kRecord): string => `${JSON.stringify(record)}\n`;

/** The record of a line, or null if it is none (the last line of a killed run may be half a line). */
export const readRecord = (line: string): Gsm8kRecord | null => {
  try {
    const read = v.safeParse(schema, JSON.parse(line));
    return read.success ? read.output as Gsm8kRecord : null;
  } catch {
    return null;
  }
};

/** Is a record of this problem? One of another file of problems is not, nor one that was judged by another answer. */
export const isOf = (record: Gsm8kRecord, problems: readonly WordProblem[]): boolean => {
  const problem = problems[record.problem];
  return problem?.question === record.question &&
    JSON.stringify(goldAnswer(problem.answer)) === JSON.stringify(record.wanted);
};

/** Equal for records of one problem: several files of problems may share a file of records. */
export const problemKey = ({ problem, question, wanted }: Gsm8kRecord): string =>
  JSON.stringify([problem, question, wanted]);
