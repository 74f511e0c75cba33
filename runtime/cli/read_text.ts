import { type Either, right } from "fp-ts/lib/Either.js";
import { readFile } from "node:fs/promises";
import { failed, type Failure } from "./failure.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it is not yours to read",
};

/** The text of a file. */
export const readText = async (file: string): Promise<Either<Failure, string>> => {
  try {
    return right(await readFile(file, "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return failed(`Cannot read ${file} as ${reasons[code] ?? `the system says ${code}`}`);
  }
};
