/**
 * The parts of the page that load after it, each a classic script, as browsers refuse imports and `fetch` to a page that is opened as a
 * file. A `text` leaves a string under its global name (a worker's source, a book, the files of a checkpoint); a `code` its exports.
 */
export const chunks = {
  engine: { file: "engine.js", global: "blockgenEngine", kind: "text" },
  book: { file: "book.js", global: "blockgenBook", kind: "text" },
  masked: { file: "masked.js", global: "blockgenMasked", kind: "text" },
  uniform: { file: "uniform.js", global: "blockgenUniform", kind: "text" },
  editor: { file: "editor.js", global: "blockgenEditor", kind: "code" },
  types: { file: "types.js", global: "blockgenTypes", kind: "text" },
  evaluate: { file: "evaluate.js", global: "blockgenEvaluate", kind: "text" },
  gif: { file: "gif.js", global: "blockgenGif", kind: "code" },
} as const;

type Chunks = typeof chunks;

/** The name of a part that is a string. */
export type Chunk = { [name in keyof Chunks]: Chunks[name]["kind"] extends "text" ? name : never }[keyof Chunks];

/** The name of a part that has exports. */
export type CodeChunk = Exclude<keyof Chunks, Chunk>;

const loading = new Map<keyof Chunks, Promise<unknown>>();

/**
 * Loads a part once; one that failed is tried again.
 *
 * @returns Its string; rejects if the file is not beside the page.
 */
export const loadChunk = async (name: Chunk): Promise<string> => await loaded(name) as string;

/**
 * The same for a part with exports.
 *
 * @typeParam Exports What it exports: `typeof import("./code/editor.ts")`.
 */
export const loadCode = async <Exports>(name: CodeChunk): Promise<Exports> => await loaded(name) as Exports;

const loaded = (name: keyof Chunks): Promise<unknown> => {
  const known = loading.get(name) ?? load(name);
  loading.set(name, known);
  known.catch(() => loading.delete(name));
  return known;
};

const load = (name: keyof Chunks): Promise<unknown> =>
  new Promise((done, failed) => {
    const { file, global } = chunks[name];
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => done((globalThis as unknown as Record<string, unknown>)[global]);
    script.onerror = () => failed(new Error(`Cannot load ${file}: it must lie beside the page`));
    document.head.append(script);
  });
