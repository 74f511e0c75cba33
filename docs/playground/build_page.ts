import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { book } from "../../runtime/books/mod.ts";
import { shippedFolder } from "../../runtime/shipped/place_node.ts";
import { root } from "../../tests/support/root.ts";
import { buildScript } from "./build_script.ts";
import { type Chunk, chunks } from "./chunks.ts";
import { makeTypesWorker } from "./code/make_types_worker.ts";
import type { ShippedFiles } from "./engine/shipped_files.ts";

const source = join(root, "docs/playground");

/** What of the page is there when it opens and runs its default model, and what loads when it is asked for. */
const FIRST = ["index.html", "page.js", chunks.engine.file, chunks.book.file] as const;

/** TypeScript, which loads when the code editor opens, is counted by itself. */
const TYPES = chunks.types.file;

/** A file of the built page. */
export interface BuiltFile {
  readonly name: string;
  readonly bytes: number;
  /** `first`: with the page and its default model; `later`: when asked for; `types`: TypeScript, with the code editor. */
  readonly loads: "first" | "later" | "types";
}

const writeText = (folder: string, name: Chunk, text: string): void =>
  writeFileSync(join(folder, chunks[name].file), `globalThis.${chunks[name].global}=${JSON.stringify(text)};\n`);

/** The page needs a worker's source as a string, to make a blob of it: it may not read a file beside it. */
const buildWorker = async (folder: string, name: Chunk, entry: string): Promise<void> => {
  const file = join(folder, chunks[name].file);
  await buildScript(join(source, entry), file);
  const script = readFileSync(file, "utf8");
  writeText(folder, name, name === "types" ? await makeTypesWorker(script) : script);
};

/** The files of a checkpoint that ships, as text. */
const shippedText = (name: "masked" | "uniform"): string => {
  const file = (file: string): Buffer => readFileSync(join(shippedFolder(name), file));
  const files: ShippedFiles = {
    config: file("config.json").toString("utf8"),
    tokenizer: file("tokenizer.json").toString("utf8"),
    weights: file("model.safetensors").toString("base64"),
  };
  return JSON.stringify(files);
};

/** Scripts of the page and where each begins. */
const scripts = [
  ["page.js", "page.ts", "blockgenPlayground"],
  [chunks.editor.file, "code/editor.ts", chunks.editor.global],
  [chunks.gif.file, "page/export/gif.ts", chunks.gif.global],
] as const;

const copyStatic = (target: string): void => {
  copyFileSync(join(source, "index.html"), join(target, "index.html"));
  for (const sheet of readdirSync(join(source, "styles"))) {
    copyFileSync(join(source, "styles", sheet), join(target, sheet));
  }
};

const loadsOf = (name: string): BuiltFile["loads"] =>
  name === TYPES ? "types" : name.endsWith(".css") || FIRST.some((first) => first === name) ? "first" : "later";

/** Builds what runs are made of: the engine, the book, the checkpoints. */
export const buildEngineParts = async (target: string): Promise<void> => {
  writeText(target, "book", book.text);
  for (const name of ["masked", "uniform"] as const) { writeText(target, name, shippedText(name)); }
  await buildWorker(target, "engine", "engine/worker.ts");
};

/**
 * Builds the playground into an emptied folder: a page that works from any static server, and opened as a file.
 *
 * @returns Its files.
 */
export const buildPlayground = async (target: string): Promise<readonly BuiltFile[]> => {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  copyStatic(target);
  await buildEngineParts(target);
  for (const [file, entry, global] of scripts) { await buildScript(join(source, entry), join(target, file), global); }
  await buildWorker(target, "evaluate", "code/evaluate_worker.ts");
  await buildWorker(target, "types", "code/types_worker.ts");
  return filesOf(target);
};

/** The files of a built page. */
export const filesOf = (folder: string): readonly BuiltFile[] =>
  readdirSync(folder).map((name) => ({ name, bytes: statSync(join(folder, name)).size, loads: loadsOf(name) }));

/** Bytes of some of the files. */
export const bytesOf = (files: readonly BuiltFile[], loads: BuiltFile["loads"]): number =>
  files.reduce((sum, file) => sum + (file.loads === loads ? file.bytes : 0), 0);
