import type { WordProblem } from "./problem.ts";

/** What stands between a question and its program unless said. */
export const separator = "\n";

/** The prompt of a problem: its question without space around it, then the separator; the model goes on with a program. */
export const promptOf = ({ question }: Pick<WordProblem, "question">, between: string = separator): string =>
  question.trim() + between;

/** The text that a model learns a problem from: the prompt, then the program. */
export const trainingText = (
  problem: Pick<WordProblem, "question"> & { readonly code: string },
  between?: string,
): string => promptOf(problem, between) + problem.code;
