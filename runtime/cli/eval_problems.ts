import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { describeBadLine, miniProblems, readProblems, type WordProblem } from "../eval/gsm8k/mod.ts";
import { failed, type Failure } from "./failure.ts";
import { readText } from "./read_text.ts";

/** Mini word problems unless said how many: a 95 % interval of about 7 points to either side at its widest. */
const USUAL_MINI = 200;

/**
 * The first problems of a file (a JSON object with `question` and `answer` a line), or of the mini word problems that no training of
 * ours sees (`mini`).
 */
export const problemsOf = async (
  name: string,
  limit: number | undefined,
): Promise<Either<Failure, readonly WordProblem[]>> => {
  if (name === "mini") { return right(miniProblems({ split: "test", count: limit ?? USUAL_MINI })); }
  const text = await readText(name);
  if (isLeft(text)) { return text; }
  const read = readProblems(text.right);
  if (isLeft(read)) { return failed(`${name}: ${describeBadLine(read.left)}`); }
  return read.right.length === 0
    ? failed(`Cannot evaluate on ${name} as it must hold problems, one a line: found none`)
    : right(read.right.slice(0, limit));
};
