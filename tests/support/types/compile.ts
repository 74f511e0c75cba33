import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProcess } from "../process.ts";
import { root } from "../root.ts";

/** The TypeScripts that users meet: the newest, and the last one with a JavaScript API (playground, Deno, editors). */
export const compilers = { "TypeScript 7": "typescript/bin/tsc", "TypeScript 6": "typescript-6/bin/tsc" } as const;

/** One of them. */
export type Compiler = keyof typeof compilers;

/** A compile error; `message` has its continuation lines too. File paths are relative to the repository. */
export interface CompileError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const head = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/;

/** Reads what `tsc --pretty false` prints; an error without a place is reported at line 0 of no file. */
export const parseErrors = (output: string): readonly CompileError[] => {
  const errors: CompileError[] = [];
  for (const line of output.split("\n")) {
    const found = head.exec(line);
    if (found) errors.push({ file: found[1]!, line: Number(found[2]), message: found[3]! });
    else if (/^error TS\d+/.test(line)) errors.push({ file: "", line: 0, message: line });
    else if (/^\s+\S/.test(line) && errors.length > 0) {
      const last = errors.pop()!;
      errors.push({ ...last, message: `${last.message}\n${line}` });
    }
  }
  return errors;
};

/** Runs a compiler with arguments in a folder. */
export const tsc = (compiler: Compiler, args: readonly string[], cwd: string = root) =>
  runProcess(process.execPath, [join(root, "node_modules", compilers[compiler]), "--pretty", "false", ...args], {
    cwd,
    seconds: 120,
  });

/** Writes a project file of its own into `.cache/`, extending the repository's; returns its path. */
export const projectFor = (
  name: string,
  include: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): string => {
  const folder = join(root, ".cache", "types");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  const project = {
    extends: "../../tsconfig.json",
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, moduleDetection: "force", ...options },
    include: include.map((file) => join(root, file)),
    exclude: [],
  };
  writeFileSync(path, JSON.stringify(project, null, 2));
  return path;
};

/** Type-checks files (paths or globs relative to the repository) under the repository's settings. */
export const compileErrors = async (
  compiler: Compiler,
  name: string,
  include: readonly string[],
): Promise<readonly CompileError[]> => {
  const ended = await tsc(compiler, ["-p", projectFor(`${name}-${compiler.at(-1)}`, include)]);
  const errors = parseErrors(ended.stdout);
  if (ended.code !== 0 && errors.length === 0) throw new Error(`${compiler} failed without an error: ${ended.output}`);
  return errors;
};
