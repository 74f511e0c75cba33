import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lessonNumbered, lessons } from "../../../docs/playground/lessons/lessons.ts";
import { ownTexts } from "../../../docs/playground/lessons/own_text.ts";
import { beginning } from "../../../docs/playground/lessons/setups.ts";
import { bookPrompt, firstSetup } from "../../../docs/playground/page/defaults.ts";
import { promptFor } from "../../../docs/playground/page/prompt_for.ts";
import type { Setup } from "../../../docs/playground/setup.ts";
import { rhyme } from "../with_text.ts";

const own = suite("a text of one's own");
const start = (number: number): Setup => lessonNumbered(number)!.start;
const opener = () => ownTexts((text) => text !== "" && lessons.some((lesson) => lesson.start.text === text));

own("stays when a lesson opens that brings none", () => {
  const open = opener();
  const lesson = open(start(3), { ...firstSetup, text: rhyme });
  assert.equal(lesson, { ...start(3), text: rhyme });
  assert.equal(open(start(3), lesson), lesson);
});

own("is put aside by a lesson that brings one, and comes back with the next", () => {
  const open = opener();
  const second = open(start(2), { ...firstSetup, text: rhyme });
  assert.equal(second, start(2));
  assert.is(open(start(3), second).text, rhyme);
});

own("is not made of what a lesson has brought", () => {
  assert.equal(opener()(start(3), start(2)), start(3));
});

/** A setup whose right side counts the visitor's text. */
const counting = (setup: Setup): Setup => ({
  ...setup,
  sides: [setup.sides[0], { ...setup.sides[1], model: { _tag: "Text", process: "absorbing" } }],
});

own("is not begun with words of the book, which it may have no characters for", () => {
  assert.is(promptFor(counting(firstSetup)), "");
  assert.is(promptFor(counting(start(3))), "");
  assert.is(promptFor(counting({ ...start(3), prompt: "Am Anfang" })), "Am Anfang");
});

own("left again, the book begins as it did", () => {
  assert.is(promptFor({ ...firstSetup, prompt: "" }), bookPrompt);
  assert.is(promptFor({ ...start(3), prompt: "" }), beginning);
  assert.is(promptFor({ ...start(3), prompt: "And" }), "And");
});
own.run();
