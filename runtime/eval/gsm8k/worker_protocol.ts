/** What a worker is started with. */
export interface WorkerData {
  /** Address of the package's module. */ readonly pyodide: string;
  /** The folder of its other files. */ readonly folder: string;
  /** The interpreter, compiled once for all workers. */ readonly module: WebAssembly.Module;
  readonly memoryBytes: number;
}

export interface Question {
  readonly id: number;
  readonly text: string;
  readonly task: "extract" | "run";
}

export interface Answer {
  readonly id: number;
  /** JSON, or null if the interpreter broke. */ readonly reply: string | null;
  /** Why it broke; such a worker answers no more. */ readonly stopped?: string;
  readonly milliseconds: number;
}

/** A worker's messages: that it is ready, that it cannot be, or an answer. */
export type Message = "ready" | { readonly failed: string } | Answer;

/** How a worker's part in one question ended. */
export type Asked = Readonly<
  | { _tag: "Answered"; answer: Answer }
  | { _tag: "TimedOut" }
  /** The thread is gone. */ | { _tag: "Died"; reason: string }
>;

/** A ready worker, which answers one question at a time. Of `TimedOut`, `Died` and a broken answer nothing follows but `end`. */
export interface WorkerHandle {
  readonly ask: (question: Question, seconds: number) => Promise<Asked>;
  readonly end: () => Promise<void>;
}
