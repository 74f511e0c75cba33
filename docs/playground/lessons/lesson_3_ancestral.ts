import { blockAncestral } from "blockgen/dsl";
import type { Lesson, LessonResult, Verdict } from "./lesson.ts";
import { bitsOf, inBits, made, needsOracle, notYet, renoised, replaced } from "./measures.ts";
import { book, lessonSetup, side } from "./setups.ts";

const inSteps = (steps: number) => side(book("absorbing"), blockAncestral({ size: 16, steps }));

/** Bits a character that have to be won. */
const WON = 1;

const grade = ({ runs }: LessonResult): Verdict => {
  const bits = bitsOf(runs);
  if (bits === null) { return needsOracle; }
  const [left, right] = runs;
  if (runs.some((run) => renoised(run) > 0)) {
    return notYet("This lesson is about plain ancestral sampling: leave the corrector out, it comes in lesson 5.");
  }
  if (runs.some((run) => replaced(run) > 0)) {
    return notYet("Tokens were replaced: keep the models with masks on both sides, the other noise comes in lesson 4.");
  }
  if (2 * right.nfe > made(right).length) {
    return notYet(
      `The right side spends ${right.nfe} calls on ${
        made(right).length
      } characters: take at most one for two characters.`,
    );
  }
  const won = bits[0] - bits[1];
  const measured = `Left: ${inBits(bits[0])} in ${left.nfe} calls; right: ${inBits(bits[1])} in ${right.nfe}.`;
  return won < WON
    ? notYet(`${measured} The right side must win at least ${WON} bit: more steps, fewer characters in each.`)
    : {
      passed: true,
      says:
        `${measured} Each step unmasks its share and never looks back: in both runs no token that stood was changed.`,
    };
};

/** Ancestral sampling: step by step through the posterior. */
export const ancestralLesson: Lesson = {
  number: 3,
  title: "Ancestral sampling",
  goal: "You know what one step of ancestral sampling does, and what more steps buy.",
  steps: [
    "Both sides run ancestral sampling in two steps a block. Run it and step through the first block: a step unmasks about " +
    "its share, drawn from the prediction, and keeps what stands.",
    "Open the tab Diagram: noise, then predict and posterior for each step, a last predict and finish, commit.",
    "Find a mistake in the text and the step in which it was made. What did the model see of its neighbours then?",
    "On the right, change only the steps, so that it wins at least 1 bit a character, at no more than one call for two " +
    "characters.",
  ],
  start: lessonSetup(3, inSteps(2), inSteps(2)),
  solution: lessonSetup(3, inSteps(2), inSteps(8)),
  grade,
};
