import { goldAnswer, textAnswer } from "./answers.ts";
import type { Execution, Python } from "./execution.ts";
import { numbersEqual, toNumber } from "./numbers.ts";
import { none, type PythonResult } from "./python_value.ts";

/** What the checker saw: how the program ended, the number that it gave, and whether that is the gold answer. */
export interface Grade {
  readonly correct: boolean;
  /** The program's number; `None` if it gave none. */ readonly found: PythonResult;
  readonly wanted: PythonResult;
  readonly execution: Execution;
}

/** The number that a program gives: of what it returned, else of what it printed. */
export const numberOf = (execution: Execution): PythonResult => {
  if (execution._tag !== "Returned") { return none; }
  const returned = toNumber(execution.value);
  return returned.type === "none" ? textAnswer(execution.printed) : returned;
};

/** Runs the program in a text and compares its number with that of a gold answer; every way to fail counts as wrong. */
export const grade = async (python: Python, sample: string, answer: string, seconds?: number): Promise<Grade> => {
  const execution = await python.execute(sample, seconds);
  const [found, wanted] = [numberOf(execution), goldAnswer(answer)];
  return { correct: numbersEqual(found, wanted), found, wanted, execution };
};
