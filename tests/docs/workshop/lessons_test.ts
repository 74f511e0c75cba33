import { ar, arpc, autoregressive, blockAncestral, type Program } from "blockgen/dsl";
import { isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lessonNumbered, lessons } from "../../../docs/playground/lessons/lessons.ts";
import { setupFromLink, setupToLink } from "../../../docs/playground/program/link.ts";
import { runLesson } from "./run_lesson.ts";

const workshop = suite("the lessons of the workshop");

workshop("are six, and each is told in full", () => {
  assert.equal(lessons.map(({ number }) => number), [1, 2, 3, 4, 5, 6]);
  for (const { title, goal, steps, start, solution, number } of lessons) {
    assert.ok(title !== "" && goal.endsWith(".") && steps.length >= 3);
    assert.equal([start.lesson, solution.lesson], [number, number]);
    assert.is(lessonNumbered(number)!.title, title);
  }
  assert.is(lessonNumbered(null), null);
  assert.is(lessonNumbered(7), null);
});
workshop("go through links: what they start from, and their solutions", () => {
  for (const { start, solution, number } of lessons) {
    for (const setup of [start, solution]) {
      const back = setupFromLink(setupToLink(setup));
      assert.ok(isRight(back), `lesson ${number}`);
      assert.equal(back.right, setup);
    }
  }
});
for (const { number, title, start, solution, grade } of lessons) {
  workshop(`${number}, ${title}: fails where it starts, and passes with its solution`, async () => {
    const before = grade(await runLesson(start));
    const after = grade(await runLesson(solution));
    assert.is(before.passed, false, before.says);
    assert.is(after.passed, true, after.says);
    assert.is.not(before.says, after.says);
  });
}
/** Answers that miss the point of a lesson, and what the check says of them. */
const detours: readonly (readonly [lesson: number, what: string, right: Program, says: RegExp])[] = [
  [2, "one by one on both sides", autoregressive(), /no fewer than one by one/],
  [3, "one call a character", blockAncestral({ size: 16, steps: 16 }), /at most one for two/],
  [5, "a corrector at twice the cost", arpc({ size: 16, steps: 16, by: ar.nll }), /take fewer steps/],
  [
    6,
    "a text that repeats itself",
    blockAncestral({ size: 16, steps: 8, temperature: 0.05 }),
    /as varied.*the same again/,
  ],
];
for (const [number, what, { nodes }, says] of detours) {
  workshop(`${number} is not passed by ${what}`, async () => {
    const { start, grade } = lessonNumbered(number)!;
    const [left, right] = start.sides;
    const verdict = grade(await runLesson({ ...start, sides: [left, { ...right, nodes }] }));
    assert.is(verdict.passed, false, verdict.says);
    assert.match(verdict.says, says);
  });
}
workshop.run();
