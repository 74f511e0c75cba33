import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import type { ResultFile } from "../eval/sweep/merge.ts";
import type { Failure } from "./failure.ts";
import { readText } from "./read_text.ts";

/** The texts of some files, or why the first that cannot be read cannot. */
export const readTexts = async (names: readonly string[]): Promise<Either<Failure, readonly ResultFile[]>> => {
  const files: ResultFile[] = [];
  for (const name of names) {
    const text = await readText(name);
    if (isLeft(text)) { return text; }
    files.push({ name, text: text.right });
  }
  return right(files);
};
