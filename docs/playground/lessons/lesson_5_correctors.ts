import { ar, arpc, blockAncestral } from "blockgen/dsl";
import type { Lesson, LessonResult, Verdict } from "./lesson.ts";
import { bitsOf, inBits, needsOracle, notYet, renoised } from "./measures.ts";
import { book, lessonSetup, side } from "./setups.ts";

const model = book("absorbing");
const ancestral = side(model, blockAncestral({ size: 16, steps: 16 }));
const rest = { length: 128 };

const grade = ({ runs }: LessonResult): Verdict => {
  const bits = bitsOf(runs);
  if (bits === null) { return needsOracle; }
  const [left, right] = runs;
  if (renoised(left) > 0) { return notYet("Leave the left side as it was: plain ancestral sampling is the measure."); }
  const mended = renoised(right);
  if (mended === 0) {
    return notYet(
      "On the right no token was re-noised yet: choose the sampler “arpc”, or put correct into the pipeline.",
    );
  }
  if (right.nfe > left.nfe) {
    return notYet(
      `The right side spends ${right.nfe} calls, the left ${left.nfe}. Every step but the last verifies as well, which ` +
        "doubles its cost: take fewer steps.",
    );
  }
  const measured = `Left: ${inBits(bits[0])} in ${left.nfe} calls; right: ${inBits(bits[1])} in ${right.nfe}, with ` +
    `${mended} tokens taken back.`;
  return bits[1] < bits[0]
    ? { passed: true, says: `${measured} Fewer steps, each with a second look, beat more steps without.` }
    : notYet(`${measured} Not better yet: spend what the left side spends.`);
};

/** Predictor and corrector: draft all, look again from left to right, take back what looks wrong. */
export const correctorsLesson: Lesson = {
  number: 5,
  title: "Correctors and ARPC",
  goal: "You know what a corrector does in a step, what it costs, and when it is worth it.",
  steps: [
    "Both sides run ancestral sampling in sixteen steps. On the right, choose the sampler “arpc”: it drafts the whole " +
    "block, asks the model from left to right how likely each drafted character is, and re-noises the worst.",
    "Step through a block on the right. Dashed cells were re-noised: read which probability the model gave them.",
    "Switch correct off and on again: what changes in the text, and in the NFE?",
    "At a fixed cost: find steps with which the right side has fewer bits than the left, in no more calls (NFE).",
  ],
  start: lessonSetup(5, ancestral, ancestral, rest),
  solution: lessonSetup(5, ancestral, side(model, arpc({ size: 16, steps: 8, by: ar.nll })), rest),
  grade,
};
