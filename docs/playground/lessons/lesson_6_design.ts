import {
  blockAncestral,
  blocks,
  commitBlock,
  denoise,
  draft,
  drafted,
  finish,
  from,
  masked,
  noise,
  open,
  predict,
  type Program,
  score,
  select,
  top,
  write,
} from "blockgen/dsl";
import { flow, pipe } from "fp-ts/lib/function.js";
import type { Lesson, LessonResult, Verdict } from "./lesson.ts";
import { bitsOf, inBits, needsOracle, notYet, samePipeline, variety } from "./measures.ts";
import { book, lessonSetup, side } from "./setups.ts";

const model = book("absorbing");
const baseline = side(model, blockAncestral({ size: 16, steps: 8 }));
const rest = { length: 128 };

/** Drafts everything, keeps the two surest characters of each step, and draws the rest again. */
const surest: Program = blocks(
  16,
  pipe(
    open,
    noise(),
    denoise(8, {
      each: flow(
        from.noisy,
        predict(),
        draft({ of: "prediction" }),
        score(drafted.probability),
        select(top(2, masked)),
        write(),
      ),
      last: flow(from.noisy, predict(), finish()),
    }),
    commitBlock(),
  ),
);

/** Bits a character that have to be won. */
const WON = 0.5;
/** Share of the baseline's variety that has to be left. */
const VARIED = 0.85;

const grade = ({ runs }: LessonResult): Verdict => {
  const bits = bitsOf(runs);
  if (bits === null) { return needsOracle; }
  const [left, right] = runs;
  if (samePipeline(runs)) { return notYet("Both sides run the baseline. Change the pipeline on the right."); }
  if (right.nfe > left.nfe) {
    return notYet(`Your sampler spends ${right.nfe} calls; the baseline has ${left.nfe}, and so have you.`);
  }
  const share = variety(right) / variety(left);
  const measured =
    `Baseline: ${inBits(bits[0])} in ${left.nfe} calls; yours: ${inBits(bits[1])} in ${right.nfe}, its ` +
    `characters ${Math.round(100 * share)} % as varied.`;
  if (bits[0] - bits[1] < WON) { return notYet(`${measured} Win at least ${WON} bits.`); }
  if (share < VARIED) {
    return notYet(
      `${measured} The bits are low as it says the same again and again: at least ${100 * VARIED} % is asked.`,
    );
  }
  return { passed: true, says: `${measured} Well done. Does it hold at other seeds? Send the link to your neighbour.` };
};

/** A sampler of one's own against a baseline, at the same cost. */
export const designLesson: Lesson = {
  number: 6,
  title: "Design your own",
  goal: "You have built a sampler of your own that beats a baseline at the same number of calls, without cheating.",
  steps: [
    "The left side is the baseline: ancestral sampling, eight calls a block. Yours is on the right and may spend as much.",
    "Take the posterior chip out of the step and put draft, score, select and write in: draft everything, score each draft, " +
    "select some, keep those. A click between chips lists what fits there.",
    "Choose a score: how likely is the draft? how sure is the prediction? And a quota: two a step fill sixteen in eight. " +
    "Look only where masked: what stands is certain, and would be picked again.",
    "Win at least 0.5 bits a character at no more calls, with characters at least 85 % as varied as the baseline’s: a text " +
    "that repeats itself is cheap.",
  ],
  start: lessonSetup(6, baseline, baseline, rest),
  solution: lessonSetup(6, baseline, side(model, surest), rest),
  grade,
};
