import { blockAncestral } from "blockgen/dsl";
import type { Lesson, LessonResult, Verdict } from "./lesson.ts";
import { notYet, samePipeline, startsMasked } from "./measures.ts";
import { book, lessonSetup, side } from "./setups.ts";

const sampler = blockAncestral({ size: 16, steps: 8 });
const masked = side(book("absorbing"), sampler, null);

const grade = ({ runs }: LessonResult): Verdict => {
  const [left, right] = runs;
  if (!samePipeline(runs)) {
    return notYet("The pipelines differ: change only the model of a side, so that the noise alone is compared.");
  }
  const [leftMasked, rightMasked] = [startsMasked(left), startsMasked(right)];
  if (leftMasked && rightMasked) {
    return notYet("Both sides begin with masks. Give the right side the model with random tokens.");
  }
  if (!leftMasked && !rightMasked) { return notYet("Both sides begin with random tokens. Give one side masks again."); }
  return {
    passed: true,
    says: `Yes. On the ${leftMasked ? "left" : "right"} noise hides a character, and everyone can see where; on the ` +
      "other side it lies: a random character looks like any other, and the model must guess which ones are noise.",
  };
};

/** Two kinds of noise: a mask hides, a random token lies. */
export const noiseLesson: Lesson = {
  number: 1,
  title: "Noise",
  goal: "You can say what a block looks like before anything was predicted, for both kinds of noise.",
  steps: [
    "Press Run, then move the scrubber at the bottom to its beginning. Every position of the first block is noise: " +
    "here, a mask.",
    "Step forward. Point at cells and read what happened to each. Which ones are still noise half-way?",
    "On the right, choose the model “oracle of Genesis, random tokens”. Leave the pipeline as it is.",
    "Go back to the beginning of the scrubber and compare the first rows. Can you tell noise from text on the right?",
  ],
  start: lessonSetup(1, masked, masked),
  solution: lessonSetup(1, masked, side(book("uniform"), sampler)),
  grade,
};
