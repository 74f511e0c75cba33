import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { columns, wrap, wrapIndented } from "../../../runtime/cli/layout.ts";
import { nearest } from "../../../runtime/cli/nearest.ts";
import { styled } from "../../../runtime/cli/terminal.ts";
import { finalLines, grown, noText, paintedLines } from "../../../runtime/start/growing_text.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 200 });
const width = fc.integer({ min: 1, max: 40 });

const layout = suite("layout");
layout("lines fit, and nothing but blanks at breaks is lost", () => {
  fc.assert(fc.property(text, width, (text, width) => {
    const lines = wrap(text, width);
    assert.ok(lines.every((line) => line.length <= width));
    assert.is(lines.join("").replaceAll(" ", ""), text.replace(/[ \n]/g, ""));
  }));
});
layout("finished lines stay as they are while a text grows", () => {
  fc.assert(fc.property(text, text, width, (before, more, width) => {
    const finished = finalLines({ final: before, tokens: 0, atWork: "", ended: false }, width);
    assert.equal(wrap(before + more, width).slice(0, finished.length), finished);
  }));
});
layout("long lines of a program go on further to the right", () => {
  assert.equal(wrapIndented("  select  top max(1, 2) of all", 16), ["  select  top", "    max(1, 2) of", "    all"]);
});
layout("numbers stand to the right", () => {
  assert.equal(columns([["name", "NFE"], ["a", "7"], ["abcde", "1234"]]), ["name   NFE", "a         7", "abcde  1234"]);
});
layout.run();

const names = suite("the nearest name");
names("forgives typing mistakes, not everything", () => {
  assert.is(nearest("arcp", ["arpc", "ancestral"]), "arpc");
  assert.is(nearest("blockAncestral", ["ancestral", "block-ancestral"]), "block-ancestral");
  assert.is(nearest("xyzzyplugh", ["arpc", "ancestral"]), undefined);
});
names.run();

const live = suite("a text at work");
const terminal = {
  out: () => {},
  err: () => {},
  redraws: true,
  colours: true,
  width: 80,
  height: 24,
};
const letters = (tokens: readonly number[]): string => tokens.map((token) => "ab cd"[token]).join("");
const step = (start: number, canvas: readonly number[]) =>
  ({
    _tag: "Step",
    rows: [{ row: 0, start, canvas, step: 0, steps: 2, alphaT: 0, alphaS: 1, nfe: 1 }],
  }) as const;
live("is dimmed until it is committed", () => {
  const working = grown(noText, step(0, [0, 1]), letters);
  assert.equal(paintedLines(working, 10, terminal), [{ text: "\u001b[2mab\u001b[0m", visible: 2 }]);
  const done = grown(working, { _tag: "Committed", row: 0, start: 0, tokens: [0, 1] }, letters);
  assert.equal(paintedLines(done, 10, terminal), [{ text: "ab", visible: 2 }]);
});
live("begins behind what is final, across line breaks", () => {
  const done = { final: "abc abc", tokens: 7, atWork: "ddd", ended: false };
  assert.equal(paintedLines(done, 4, terminal).map((line) => line.text), [
    "abc",
    "abcd".slice(0, 3) + styled(terminal, "dim", "d"),
    styled(terminal, "dim", "dd"),
  ]);
});
live("has no colours where there are none", () => {
  assert.is(styled({ colours: false }, "dim", "x"), "x");
});
live.run();
