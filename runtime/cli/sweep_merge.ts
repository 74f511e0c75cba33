import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { existsSync } from "node:fs";
import { whileAlone } from "../eval/sweep/alone_node.ts";
import { lostBy, mergeResults } from "../eval/sweep/merge.ts";
import { ranNotices } from "../eval/sweep/ran_notices.ts";
import { resultsAmong } from "../eval/sweep/result.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { readText } from "./read_text.ts";
import { readTexts } from "./read_texts.ts";
import type { Terminal } from "./terminal.ts";
import { notWritten, writeWhole } from "./write_whole.ts";

/** Writes merged results, but not over anything that is not among them. */
const overOld = async (file: string, merged: string): Promise<Either<Failure, null>> => {
  const old = existsSync(file) ? await readText(file) : right("");
  if (isLeft(old)) { return old; }
  const lost = lostBy(merged, old.right);
  return lost === null ? writeWhole(file, merged) : failed(
    `Cannot write merged results to ${file} as it holds what none of the merged files has: found ${
      JSON.stringify(lost.slice(0, 60))
    }; merge it too, or name another file`,
  );
};

/** The same while no sweep appends to the file. */
const kept = async (file: string, merged: string): Promise<Either<Failure, null>> => {
  try {
    const ended = await whileAlone(file, () => overOld(file, merged));
    return isLeft(ended) ? failed(ended.left) : ended.right;
  } catch (thrown) {
    return notWritten(file, thrown);
  }
};

/** `blockgen sweep --merge`: files of results as one. */
export const merge = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  if (args.words.length === 0) { return misused("Cannot merge nothing: name files of results"); }
  const files = await readTexts(args.words);
  if (isLeft(files)) { return files; }
  const merged = mergeResults(files.right);
  if (isLeft(merged)) { return failed(merged.left); }
  for (const notice of ranNotices(resultsAmong(merged.right))) { terminal.err(`${notice}\n`); }
  const file = valueAt(args, "out");
  if (file === undefined) {
    terminal.out(merged.right);
    return right(0);
  }
  const written = await kept(file, merged.right);
  if (isLeft(written)) { return written; }
  const cells = merged.right.split("\n").length - 1;
  terminal.out(has(args, "json") ? `${JSON.stringify({ file, cells })}\n` : `${cells} cells are in ${file}\n`);
  return right(0);
};
