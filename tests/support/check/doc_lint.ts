import { readFileSync } from "node:fs";
import { runDeno } from "../deno.ts";
import type { Finding } from "./step.ts";

/** Types of libraries that public signatures name; the linter takes them for private types of ours. */
const foreign = new Set(["Either", "TaskEither", "Option", "GPU", "Texture", "Input", "IKernelRunShortcut", "Test"]);

/** One complaint of `deno doc --lint`. */
export interface DocError {
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

const complaint = /^error\[([\w-]+)\]: (.*)\n\s+--> (.+?):(\d+):\d+$/gm;

/** Reads what `deno doc --lint` prints. */
export const parseDocErrors = (output: string): readonly DocError[] =>
  [...output.matchAll(complaint)].map(([, rule, message, file, line]) => ({
    rule: rule!,
    message: message!,
    file: file!,
    line: Number(line),
  }));

/**
 * Whether a complaint counts. Explicit types are left to inference, which the stages need for their ghosts; members of an interface may
 * speak for themselves; every exported thing has a docstring, and shows no type that a reader cannot look up.
 */
export const counts = (error: DocError, lineOf: (file: string, line: number) => string): boolean => {
  if (error.rule === "missing-explicit-type" || error.rule === "missing-return-type") return false;
  if (error.rule === "missing-jsdoc") return /^export\b/.test(lineOf(error.file, error.line));
  if (error.rule !== "private-type-ref") return true;
  const type = /private type '([^'.]+)/.exec(error.message)?.[1];
  return type === undefined || !foreign.has(type);
};

const lineOf = (file: string, line: number): string => readFileSync(file, "utf8").split("\n")[line - 1] ?? "";

/** Lints the documentation of what `mod.ts` exports. */
export const lintDocs = async (): Promise<Finding> => {
  const ended = await runDeno(["doc", "--lint", "mod.ts"]);
  const all = parseDocErrors(ended.output);
  const broken = ended.code !== 0 && all.length === 0;
  const errors = all.filter((error) => counts(error, lineOf));
  const text = errors.map((error) => `${error.file}:${error.line}: ${error.rule}: ${error.message}`).join("\n");
  return { ok: !broken && errors.length === 0, text: broken ? ended.output : text };
};
