import { type Either, right } from "fp-ts/lib/Either.js";
import { writeAtOnce } from "../eval/sweep/journal_node.ts";
import { failed, type Failure } from "./failure.ts";

const reasons: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder",
  EACCES: "it is not yours to write",
  EROFS: "the disk is only for reading",
  ENOTDIR: "what should be its folder is a file",
  EEXIST: "what should be its folder is a file",
};

/** Why a file was not written. */
export const notWritten = (file: string, thrown: unknown): Either<Failure, never> => {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
  return failed(`Cannot write ${file} as ${reasons[code] ?? `the system says ${code}`}`);
};

/** Writes a file, all of it or nothing. */
export const writeWhole = (file: string, text: string): Either<Failure, null> => {
  try {
    writeAtOnce(file, text);
    return right(null);
  } catch (thrown) {
    return notWritten(file, thrown);
  }
};
