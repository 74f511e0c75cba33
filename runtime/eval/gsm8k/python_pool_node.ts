import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { left, right } from "fp-ts/lib/Either.js";
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import { reasonOf } from "../../thrown.ts";
import type { Python } from "./execution.ts";
import { PythonPool } from "./python_pool.ts";
import { startWorker } from "./python_worker_handle_node.ts";
import type { WorkerData } from "./worker_protocol.ts";

/** How many programs run side by side, and what each may use. */
export interface PoolOptions {
  /** Worker threads; 1 by default. Each takes about 1.5 s to start, behind the programs that run meanwhile. */
  readonly workers?: number;
  /** Wall-clock seconds of a program that names no other limit; 1 by default, as the paper's checker. */
  readonly seconds?: number;
  /** Memory of an interpreter with its program; 128 by default. */ readonly megabytes?: number;
}

/** The optional package is not installed, or does not run here. */
export interface PythonUnavailable {
  readonly _tag: "PythonUnavailable";
  readonly reason: string;
}

/** One sentence. */
export const describePythonUnavailable = ({ reason }: PythonUnavailable): string =>
  `Cannot run Python programs here (${reason}): install the optional package with npm install --ignore-scripts pyodide`;

/** Where the package lies: its folder has the interpreter beside its module. */
const packageFolder = (): string => dirname(createRequire(import.meta.url).resolve("pyodide"));

const dataOf = async (megabytes: number): Promise<WorkerData> => {
  const folder = packageFolder();
  return {
    pyodide: pathToFileURL(join(folder, "pyodide.mjs")).href,
    folder,
    module: await WebAssembly.compile(new Uint8Array(await readFile(join(folder, "pyodide.asm.wasm")))),
    memoryBytes: megabytes * 2 ** 20,
  };
};

/**
 * Opens a sandbox for Python programs: Pyodide in worker threads that are terminated when a program exceeds its time.
 *
 * A program sees the builtins that the paper's checker allows. Whatever it does to get around them, the interpreter cannot read
 * files, open connections or touch JavaScript (its imports are closed), its memory is limited, and every byte of it is put back before
 * the next program. The caller closes it.
 *
 * @example The verdict on a program
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { describePythonUnavailable, openPython } from "blockgen/node";
 * import { gradeProgram } from "blockgen/runtime";
 *
 * const python = await openPython({ seconds: 5 })();
 * if (python._tag === "Left") { throw new Error(describePythonUnavailable(python.left)); }
 * const { correct } = await gradeProgram(python.right, "def simple_math_problem():\n    return 6 * 3", "#### 18");
 * strictEqual(correct, true);
 * await python.right.close();
 * ```
 */
export const openPython = (options: PoolOptions = {}): TaskEither<PythonUnavailable, Python> => async () => {
  const { workers = 1, seconds = 1, megabytes = 128 } = options;
  try {
    const data = await dataOf(megabytes);
    const pool = new PythonPool(() => startWorker(data), seconds);
    await pool.add();
    for (let i = 1; i < workers; i++) { pool.add().catch(() => {}); }
    return right(pool);
  } catch (error) {
    return left({ _tag: "PythonUnavailable", reason: reasonOf(error) });
  }
};
