import { type Either, left, right } from "fp-ts/lib/Either.js";
import { readFile } from "node:fs/promises";
import { loadBook } from "../../models/load_book.ts";
import { reasonOf } from "../../thrown.ts";
import type { Corpus } from "./corpus.ts";
import type { CorpusError } from "./errors.ts";
import { kjvCorpus } from "./kjv_node.ts";
import { miniLanguage } from "./mini_language.ts";
import { wordProblemCorpus } from "./word_problems.ts";

/** Corpora that have a name; anything else is the path of a text file. */
export const corpusNames = ["kjv", "genesis", "mini", "word-problems"] as const;

/** Characters of the text that `mini` stands for. */
const MINI_LENGTH = 200_000;

/**
 * A corpus by name, or the text of a file.
 *
 * Errors: `NoCorpus` for a file that cannot be read, `Empty` for one without text, `PackageMissing`.
 *
 * @example The book that ships
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { loadCorpus } from "blockgen/node";
 *
 * const book = await loadCorpus("genesis");
 * ok(book._tag === "Right" && book.right.text.includes("In the beginning"));
 * ```
 */
export async function loadCorpus(name: string): Promise<Either<CorpusError, Corpus>> {
  if (name === "kjv") { return kjvCorpus(); }
  if (name === "genesis") { return right(await loadBook()); }
  if (name === "mini") { return right(miniCorpus()); }
  if (name === "word-problems") { return right(wordProblemCorpus()); }
  return fileCorpus(name);
}

function miniCorpus(): Corpus {
  const language = miniLanguage();
  const bits = language.entropyRate.toFixed(4);
  return {
    title: `A chain of order 2 with ${bits} bits per character`,
    licence: "MIT",
    source: "drawn by blockgen",
    text: language.draw(MINI_LENGTH, 0),
  };
}

async function fileCorpus(file: string): Promise<Either<CorpusError, Corpus>> {
  try {
    const text = await readFile(file, "utf8");
    if (text.trim() === "") { return left({ _tag: "Empty", name: file }); }
    return right({ title: file, licence: "unknown", source: file, text });
  } catch (error) {
    const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
    const names = corpusNames.join(", ");
    const reason = absent ? `there is no such file, and corpora with a name are ${names}` : reasonOf(error);
    return left({ _tag: "NoCorpus", name: file, reason });
  }
}
