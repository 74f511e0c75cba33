import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";

/** One word problem: its text, and a solution that ends in `#### number`. */
export interface WordProblem {
  readonly question: string;
  readonly answer: string;
}

/** A line of a file of problems that is none. */
export interface BadLine {
  readonly _tag: "BadLine";
  /** Counted from 1. */ readonly line: number;
  readonly reason: string;
}

/** One sentence. */
export const describeBadLine = ({ line, reason }: BadLine): string =>
  `Cannot read line ${line} as it must be JSON with "question" and "answer", both text: ${reason}`;

const schema = v.object({ question: v.string(), answer: v.string() });

const parsed = (line: string): v.SafeParseResult<typeof schema> | string => {
  try {
    return v.safeParse(schema, JSON.parse(line));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The problems of a text with one JSON object a line (the format of `openai/grade-school-math`); empty lines are left out. */
export const readProblems = (text: string): Either<BadLine, readonly WordProblem[]> => {
  const problems: WordProblem[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") { continue; }
    const read = parsed(line);
    if (typeof read === "string") { return left({ _tag: "BadLine", line: index + 1, reason: read }); }
    if (!read.success) { return left({ _tag: "BadLine", line: index + 1, reason: read.issues[0].message }); }
    problems.push(read.output);
  }
  return right(problems);
};
