/** The declarations that the page's TypeScript reads, made when the page is built. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript-6";
import { root } from "../../../tests/support/root.ts";
import { projectFor, tsc } from "../../../tests/support/types/compile.ts";
import type { Declarations } from "./type_checker.ts";

const fpTs = join(root, "node_modules/fp-ts/");
const lib = dirname(ts.getDefaultLibFilePath({}));

/** Where a declaration lies for the page's TypeScript. */
const placeOf = (file: string, folder: string): string => {
  if (file.startsWith(folder)) { return `/${relative(folder, file)}`; }
  return file.startsWith(fpTs) ? `/fp-ts/${relative(fpTs, file)}` : `/${relative(lib, file)}`;
};

const printer = ts.createPrinter({ removeComments: true });

/** Without comments, but for the references that are written as comments: less than half is left of JavaScript's own. */
const bare = (file: ts.SourceFile): string => {
  const references = file.text.match(/^\/\/\/ <reference .*$/gm) ?? [];
  return `${references.join("\n")}\n${printer.printFile(file)}`;
};

/** Declarations of the language, with its comments, and all that they and a program need, without. */
export const makeDeclarations = async (): Promise<Declarations> => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "declarations-"));
  try {
    const project = projectFor("declarations", ["dsl/mod.ts"], {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rewriteRelativeImportExtensions: true,
      rootDir: root,
      outDir: folder,
    });
    const ended = await tsc("TypeScript 7", ["-p", project]);
    if (ended.code !== 0) { throw new Error(`the declarations cannot be made: ${ended.output}`); }
    const options: ts.CompilerOptions = {
      lib: ["lib.es2023.d.ts"],
      types: [],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2022,
    };
    const entries = [join(folder, "dsl/mod.d.ts"), join(fpTs, "lib/function.d.ts")];
    const files = ts.createProgram(entries, options).getSourceFiles();
    return Object.fromEntries(files.map((file) => [
      placeOf(file.fileName, folder),
      file.fileName.startsWith(folder) ? readFileSync(file.fileName, "utf8") : bare(file),
    ]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
