export { compareGsm8k, type Comparison } from "./compare.ts";
export { endingAtEos } from "./ending.ts";
export { goldAnswer, textAnswer } from "./answers.ts";
export {
  describeGsm8k,
  evaluateGsm8k,
  type Gsm8kError,
  type Gsm8kOptions,
  type Gsm8kResult,
  runKey as gsm8kRunKey,
} from "./evaluate.ts";
export type { Execution, Extraction, Python, SandboxGone } from "./execution.ts";
export type { GenerateOptions } from "./generate.ts";
export { type Grade, grade as gradeProgram, numberOf as numberOfExecution } from "./grade.ts";
export type { NotKept } from "./keep.ts";
export { majorityAnswer, type MiniProblem, miniProblems, type MiniSplit } from "./mini_problems.ts";
export { numbersEqual, toNumber } from "./numbers.ts";
export { type BadLine, describeBadLine, readProblems, type WordProblem } from "./problem.ts";
export { promptOf, trainingText } from "./prompt.ts";
export type { PythonResult, PythonValue } from "./python_value.ts";
export type { Gsm8kRecord, RecordStore } from "./record.ts";
