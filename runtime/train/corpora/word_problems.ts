import { type MiniProblem, miniProblems, type MiniSplit } from "../../eval/gsm8k/mini_problems.ts";
import { promptOf } from "../../eval/gsm8k/prompt.ts";
import type { Corpus } from "./corpus.ts";
import { type Example, exampleText } from "./examples.ts";

/** Problems to learn from. Short stories come again, most others do not. */
const LEARNT = 40_000;
/** Problems of the other split, for the log alone: another seed than the evaluation's, so that it is not what is tuned on. */
const HELD_OUT = { count: 256, seed: 1 } as const;

const exampleOf = (problem: MiniProblem): Example => ({ prompt: promptOf(problem), completion: problem.code });

const examples = (split: MiniSplit, count: number, seed: number): readonly Example[] =>
  miniProblems({ split, count, seed }).map(exampleOf);

/** Mini word problems with the programs that solve them, one a row: the prompt is what `blockgen eval gsm8k` gives a model. */
export const wordProblemCorpus = (): Corpus => {
  const train = examples("train", LEARNT, 0);
  return {
    title: "Mini word problems",
    licence: "MIT",
    source: "drawn by blockgen",
    text: train.map(exampleText).join(""),
    examples: { train, validation: examples("test", HELD_OUT.count, HELD_OUT.seed) },
  };
};
