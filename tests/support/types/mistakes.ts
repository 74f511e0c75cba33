import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { root } from "../root.ts";
import { type CompileError, compileErrors, type Compiler } from "./compile.ts";
import { type Mark, marksIn } from "./marks.ts";

const lastLine = (message: string): string => message.trimEnd().split("\n").at(-1) ?? "";

const complaintAbout = (file: string, { line, sentence }: Mark, errors: readonly CompileError[]): readonly string[] => {
  const here = errors.filter((error) => error.line === line);
  if (here.length !== 1) return [`${file}:${line}: ${here.length} errors instead of one that ends in "${sentence}"`];
  const last = lastLine(here[0]!.message);
  return last.includes(sentence) ? [] : [`${file}:${line}: ends in "${last.trim()}" instead of "${sentence}"`];
};

/**
 * Compares the errors of a file with its marks: exactly one error on each marked line, whose last line has the sentence, and none
 * elsewhere. Returns one complaint per difference.
 */
export const compareWithMarks = (file: string, source: string, errors: readonly CompileError[]): readonly string[] => {
  const marks = marksIn(source);
  const stray = errors.filter((error) => !marks.some((mark) => mark.line === error.line));
  const none = marks.length === 0 ? [`${file}: no line is marked with \`// error: sentence\``] : [];
  return [
    ...none,
    ...marks.flatMap((mark) => complaintAbout(file, mark, errors)),
    ...stray.map((error) => `${file}:${error.line}: unmarked: ${error.message}`),
  ];
};

/** Compiles files of mistakes (paths relative to the repository); an empty answer means that every sentence came, and nothing else. */
export const checkMistakes = async (
  compiler: Compiler,
  files: readonly string[],
  name = "mistakes",
): Promise<readonly string[]> => {
  const errors = await compileErrors(compiler, name, files);
  const owner = (error: CompileError): string => relative(root, resolve(root, error.file));
  const elsewhere = errors.filter((error) => !files.includes(owner(error)));
  return [
    ...files.flatMap((file) =>
      compareWithMarks(file, readFileSync(join(root, file), "utf8"), errors.filter((error) => owner(error) === file))
    ),
    ...elsewhere.map((error) => `${error.file}:${error.line}: unmarked: ${error.message}`),
  ];
};
