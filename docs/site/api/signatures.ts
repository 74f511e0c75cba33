import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../tests/support/root.ts";
import { tsc } from "../../../tests/support/types/compile.ts";
import type { Symbol } from "./symbols.ts";

const folder = join(root, ".cache/declarations");

/** Has the compiler write the declarations of everything: it knows the types that sources leave to inference. */
export const writeDeclarations = async (): Promise<void> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const compilerOptions = { noEmit: false, noCheck: true, emitDeclarationOnly: true, declaration: true };
  const project = join(folder, "project.json");
  writeFileSync(
    project,
    JSON.stringify({
      extends: "../../tsconfig.json",
      compilerOptions: { ...compilerOptions, rootDir: root, outDir: folder },
      include: ["../../mod.ts", "../../runtime/mod_node.ts"],
      exclude: [],
    }),
  );
  const ended = await tsc("TypeScript 7", ["-p", project]);
  if (ended.code !== 0) { throw new Error(`declarations: ${ended.output}`); }
};

const ignored = /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|=>/g;

/** How many brackets a line opens, less those it closes; comments, strings and arrows have none. */
const opened = (text: string): number => {
  const bare = text.replace(ignored, "");
  return (bare.match(/[([{<]/g) ?? []).length - (bare.match(/[)\]}>]/g) ?? []).length;
};

const endsAt = (lines: readonly string[], from: number): number => {
  for (let to = from; to < lines.length; to++) {
    const text = lines.slice(from, to + 1).join("\n");
    if (/[;}]\s*$/.test(lines[to]!) && opened(text) === 0) { return to; }
  }
  return lines.length - 1;
};

const read = new Map<string, readonly string[]>();
const linesOf = (file: string): readonly string[] => {
  const text = () => readFileSync(join(folder, file.replace(/\.ts$/, ".d.ts")), "utf8");
  const lines = read.get(file) ?? text().replace(/^\/\*\* .*? \*\/ (?=export )/gm, "").split("\n");
  read.set(file, lines);
  return lines;
};

const named = (text: string, local: string, name: string): string =>
  text.replace(/^export (declare )?/, "").replace(/^(?: {4})+/gm, (blanks) => blanks.slice(blanks.length / 2)).replace(
    new RegExp(`\\b${local}\\b`),
    name,
  );

/** How the compiler declares a symbol, without `export declare`; overloads one below the other; null if it does not. */
export const signatureOf = ({ name, local, file }: Pick<Symbol, "name" | "local" | "file">): string | null => {
  const lines = linesOf(file);
  const head = new RegExp(`^export (?:declare )?(?:abstract )?(?:const|function|class|interface|type) ${local}\\b`);
  const starts = lines.flatMap((line, i) => head.test(line) ? [i] : []);
  const texts = starts.map((from) => lines.slice(from, endsAt(lines, from) + 1).join("\n"));
  return texts.length === 0 ? null : texts.map((text) => named(text, local, name)).join("\n");
};
