import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "./root.ts";

/** An import (static, dynamic or for types) of a source file; both paths are relative to the repository where they can be. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const specifiers = /(?:\bfrom\s*|\bimport\s*\(?\s*)(["'])([^"'\n]+)\1/g;

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** The imports of a source text, examples in its comments left out. */
export const importsIn = (file: string, source: string): readonly Import[] => {
  const code = source.replace(comments, (comment) => comment.replace(/[^\n]/g, " "));
  return [...code.matchAll(specifiers)].map((found) => {
    const specifier = found[2]!;
    const to = specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier;
    return { from: file, to, line: lineAt(code, found.index) };
  });
};

/** Every TypeScript file under folders of the repository. */
export const sourcesUnder = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : sourcesUnder(path);
      return path.endsWith(".ts") ? [path] : [];
    })
  ).sort();

/** All imports of files. */
export const importsOf = (files: readonly string[]): readonly Import[] =>
  files.flatMap((file) => importsIn(file, readFileSync(join(root, file), "utf8")));
