import { type Either, left, right } from "fp-ts/lib/Either.js";
import { isTorn, readResult } from "./result.ts";

/** A file of results, as text. */
export interface ResultFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The results of some files as one, sorted by id: byte for byte what one process gives, sorted. A half-written last line is left out.
 *
 * @returns The text, or the sentence that two files disagree on a cell, which equal seeds exclude, or that a line is no result.
 */
export const mergeResults = (files: readonly ResultFile[]): Either<string, string> => {
  const lines = new Map<string, { readonly line: string; readonly file: string }>();
  for (const { name, text } of files) {
    for (const line of text.split("\n").slice(0, -1).filter((line) => line !== "")) {
      const result = readResult(line);
      if (result === null) {
        return left(`Cannot merge ${name} as each line must be a result: found ${line.slice(0, 60)}`);
      }
      const known = lines.get(result.id);
      if (known !== undefined && known.line !== line) {
        return left(`Cannot merge ${known.file} and ${name} as they must agree: cell ${result.id} differs`);
      }
      lines.set(result.id, { line, file: name });
    }
  }
  const sorted = [...lines].sort(([a], [b]) => a < b ? -1 : 1);
  return right(sorted.map(([, { line }]) => `${line}\n`).join(""));
};

/** The first line of a file that merged results over it would lose, or null; what a killed run left of its last line is none. */
export const lostBy = (merged: string, old: string): string | null => {
  const kept = new Set(["", ...merged.split("\n")]);
  const lines = old.split("\n");
  const tail = lines.pop()!;
  return lines.find((line) => !kept.has(line)) ?? (isTorn(tail) ? null : tail);
};
