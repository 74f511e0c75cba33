import { blockAncestral } from "blockgen/dsl";
import type { Lesson, LessonResult, Verdict } from "./lesson.ts";
import { bitsOf, inBits, needsOracle, notYet, renoised, replaced, samePipeline, startsMasked } from "./measures.ts";
import { book, lessonSetup, side } from "./setups.ts";

const inSteps = (steps: number) => {
  const sampler = blockAncestral({ size: 16, steps });
  return [side(book("absorbing"), sampler), side(book("uniform"), sampler)] as const;
};

/** Second thoughts that have to be seen. */
const SEEN = 5;

const grade = ({ runs }: LessonResult): Verdict => {
  const bits = bitsOf(runs);
  if (bits === null) { return needsOracle; }
  const [left, right] = runs;
  if (!startsMasked(left) || startsMasked(right)) {
    return notYet("Keep masks on the left and random tokens on the right.");
  }
  if (!samePipeline(runs) || runs.some((run) => renoised(run) > 0)) {
    return notYet("Run the same plain ancestral sampler on both sides: the noise alone shall differ.");
  }
  const [masked, uniform] = [replaced(left), replaced(right)];
  if (uniform < SEEN) {
    return notYet(
      `On the right ${uniform} tokens that stood were replaced: find a setting with at least ${SEEN}. A token can only be ` +
        "replaced in a later step.",
    );
  }
  return {
    passed: true,
    says:
      `On the right ${uniform} tokens that stood were replaced by others, on the left ${masked}: a mask that is gone ` +
      "never comes back, a random token may be drawn again in every step. With these exact predictions that is worth " +
      `a quarter of a bit over many texts, too little to see in one (${inBits(bits[0])} against ${
        inBits(bits[1])
      } at this seed); try others, and the networks.`,
  };
};

/** What uniform noise can do that masks cannot: change its mind. */
export const processesLesson: Lesson = {
  number: 4,
  title: "Masked against uniform",
  goal: "You know why a sampler on masks cannot mend a token, and one on random tokens can.",
  steps: [
    "Left: masks. Right: random tokens. Both write each block in one step. Run it: nothing can be changed, as there is no " +
    "later step.",
    "Raise the steps on both sides alike. Step through a block on the right and point at blue cells: “changed from” means " +
    "that a token stood there already.",
    "Look for the same on the left. Why is there none?",
    "Find a number of steps at which at least 5 tokens that stood are replaced on the right.",
  ],
  start: lessonSetup(4, ...inSteps(1)),
  solution: lessonSetup(4, ...inSteps(8)),
  grade,
};
