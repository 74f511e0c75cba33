import { autoregressive, blockAncestral } from "blockgen/dsl";
import type { ModelChoice } from "../setup.ts";
import type { Lesson, LessonResult, Verdict } from "./lesson.ts";
import { bitsOf, inBits, made, needsOracle, notYet } from "./measures.ts";
import { lessonSetup, side } from "./setups.ts";

/** Two words, as likely as each other: the first letter decides the second. */
const pairs = "ab ab cd ab cd cd ab cd cd ab ab cd cd cd ab ab cd ab ab cd ".repeat(20);
const own: ModelChoice = { _tag: "Text", process: "absorbing" };
const rest = { text: pairs, prompt: "ab ", length: 48 };

const oneByOne = side(own, autoregressive());
const inSteps = (steps: number) => side(own, blockAncestral({ size: 16, steps }));

/** How much worse than one by one is still good enough, bits a character. */
const CLOSE = 0.5;

const grade = ({ runs }: LessonResult): Verdict => {
  const bits = bitsOf(runs);
  if (bits === null) { return needsOracle; }
  const [left, right] = runs;
  if (left.nfe < made(left).length) {
    return notYet("The left side is the measure: put the sampler “autoregressive” there, one call for each character.");
  }
  if (right.nfe >= left.nfe) {
    return notYet(
      `The right side spends ${right.nfe} calls, no fewer than one by one (${left.nfe}): draw more at once.`,
    );
  }
  const gap = bits[1] - bits[0];
  const measured = `Drawn together: ${inBits(bits[1])} in ${right.nfe} calls; one by one: ${inBits(bits[0])} in ` +
    `${left.nfe}.`;
  if (gap > CLOSE) {
    return notYet(
      `${measured} The ${gap.toFixed(2)} bits between them are what independent draws lose: a and d, each right on ` +
        "its own, are no word. Raise the steps on the right.",
    );
  }
  return { passed: true, says: `${measured} Fewer draws at once, and each later draw sees the earlier ones.` };
};

/** Predictions are right one by one and wrong together. */
export const predictLesson: Lesson = {
  number: 2,
  title: "Predict",
  goal: "You know why tokens that are drawn at once go wrong together, though each prediction is exact.",
  steps: [
    "The text has two words, “ab” and “cd”; the oracle of it is exact. The left side writes one character at a time, the right " +
    "side a block of sixteen in one step.",
    "Press Run and read the text on the right. Which words does it make that the text never has?",
    "Compare “bits per character” of both sides: how surprised the oracle itself is by each text. That gap is the cost " +
    "of independent draws, not of a bad model.",
    "Raise the steps on the right until its bits are at most 0.5 above those on the left, in fewer calls (NFE) than the left.",
  ],
  start: lessonSetup(2, oneByOne, inSteps(1), rest),
  solution: lessonSetup(2, oneByOne, inSteps(12), rest),
  grade,
};
