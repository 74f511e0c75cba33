import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fencesIn } from "./extract.ts";

/** One command of a block of shell code: from which file and line, its words, and the file that its output goes to. */
export interface ShellLine {
  readonly file: string;
  readonly line: number;
  readonly words: readonly string[];
  readonly into: string | null;
}

const shells = new Set(["sh", "bash", "shell"]);
const part = /"((?:[^"\\]|\\.)*)"|'([^']*)'|(#.*$)|([^\s"'#]\S*)/g;

/** The words of a line as a shell splits them: quotes, comments, no expansions. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(part)].flatMap(([whole, double, single, comment]) =>
    comment === undefined ? [double ?? single ?? whole] : []
  );

const lineOf = (file: string, line: number, text: string): readonly ShellLine[] => {
  const words = wordsOf(text);
  const to = words.indexOf(">");
  const into = to < 0 ? null : words[to + 1] ?? null;
  return words.length === 0 ? [] : [{ file, line, words: to < 0 ? words : words.slice(0, to), into }];
};

/** The commands of a page, in order; a line that ends in a backslash goes on in the next. */
export const shellLinesIn = (file: string, text: string): readonly ShellLine[] =>
  fencesIn(file, text).filter(({ language, marker }) => shells.has(language) && marker === "").flatMap((block) => {
    const whole = block.code.replace(/\\\n/g, "  ");
    return whole.split("\n").flatMap((line, i) => lineOf(file, block.line + i, line));
  });

/** The commands of files of a repository. */
export const collectShellLines = (root: string, files: readonly string[]): readonly ShellLine[] =>
  files.filter((file) => file.endsWith(".md")).flatMap((file) =>
    shellLinesIn(file, readFileSync(join(root, file), "utf8"))
  );
