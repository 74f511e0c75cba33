/** The parts of the page that load after it, each a classic script that leaves a string under a global name. */
export const chunks = {
  book: { file: "book.js", global: "blockgenBook" },
  engine: { file: "engine.js", global: "blockgenEngine" },
  masked: { file: "masked.js", global: "blockgenMasked" },
  uniform: { file: "uniform.js", global: "blockgenUniform" },
} as const;

/** The name of such a part. */
export type Chunk = keyof typeof chunks;

const loading = new Map<Chunk, Promise<string>>();

/**
 * Loads a part once; one that failed is tried again. By a script element, as browsers refuse imports and `fetch` to a page that is
 * opened as a file.
 *
 * @returns Its string; rejects if the file is not beside the page.
 */
export const loadChunk = (name: Chunk): Promise<string> => {
  const known = loading.get(name) ?? load(name);
  loading.set(name, known);
  known.catch(() => loading.delete(name));
  return known;
};

const load = (name: Chunk): Promise<string> =>
  new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = chunks[name].file;
    script.onload = () => done((globalThis as unknown as Record<string, string>)[chunks[name].global]!);
    script.onerror = () => failed(new Error(`Cannot load ${chunks[name].file}: it must lie beside the page`));
    document.head.append(script);
  });
