import type { PythonValue } from "./python_value.ts";

/** No sandbox runs here any more, so that nothing is known of the program. */
export type SandboxGone = Readonly<{ _tag: "SandboxGone"; reason: string }>;

/** What became of a program: exactly one of these, within its time limit. */
export type Execution = Readonly<
  /** `simple_math_problem()` returned; `printed` is what it wrote. */
  | { _tag: "Returned"; code: string; value: PythonValue; printed: string }
  /** There is no `simple_math_problem`. */ | { _tag: "NoFunction"; code: string }
  /** It is no Python, or it raised: the name of the exception. */ | { _tag: "Raised"; exception: string }
  | { _tag: "TimedOut"; seconds: number }
  | { _tag: "OutOfMemory" }
  /** It tried to leave the sandbox or brought the interpreter down. */ | { _tag: "Stopped"; reason: string }
  | SandboxGone
>;

/** A program cut out of a text, or the exception that this raises (a zero byte in the text). */
export type Extraction = Readonly<
  { _tag: "Code"; code: string } | Exclude<Execution, { _tag: "Returned" | "NoFunction" }>
>;

/** Runs Python that nobody has read: `runtime/eval/gsm8k/python_pool_node.ts` opens one. */
export interface Python {
  /** The program in a text, as the checker cuts it out. */ readonly extract: (text: string) => Promise<Extraction>;
  /** Cuts the program out, runs it in a namespace of its own and calls `simple_math_problem()`. */
  readonly execute: (text: string, seconds?: number) => Promise<Execution>;
  readonly close: () => Promise<void>;
}
