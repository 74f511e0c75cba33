import { suite } from "uvu";
import * as assert from "uvu/assert";
import fc from "fast-check";
import { goldAnswer, textAnswer } from "../../../../runtime/eval/gsm8k/answers.ts";
import { numbersEqual, toNumber } from "../../../../runtime/eval/gsm8k/numbers.ts";
import { doubleOf, exception, float, int, none } from "../../../../runtime/eval/gsm8k/python_value.ts";

const text = (value: string) => toNumber({ type: "str", value });

const numbers = suite("numbers of the checker");
numbers("texts with signs, dollars, commas and digits of other scripts", () => {
  assert.equal(text("-$1,234"), int(-1234n));
  assert.equal(text("- 42"), int(42n));
  assert.equal(text("١٢٫5"), int(12n));
  assert.equal(text("𝟕"), int(7n));
  assert.equal(text("3.9999999"), int(4n));
  assert.equal(text("2.99999"), float(2.99999));
  assert.equal(text("none"), none);
});

numbers("what raises in Python is an exception, not a number", () => {
  assert.equal(text("1".repeat(4301)), exception("ValueError"));
  assert.equal(text(`${"1".repeat(400)}.5`), exception("OverflowError"));
});

numbers("a number is its own number", () => {
  fc.assert(fc.property(fc.bigInt(), (n) => assert.equal(text(String(n)), int(n))));
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), (n) => assert.equal(text((n + 0.5).toFixed(1)), float(n + 0.5))),
  );
});

numbers("whole numbers are compared exactly, doubles within 1e-3", () => {
  const big = 10n ** 40n;
  assert.ok(numbersEqual(int(big), int(big)) && !numbersEqual(int(big), int(big + 1n)));
  assert.ok(numbersEqual(float(7.0005), int(7n)) && !numbersEqual(float(7.0015), int(7n)));
  assert.not(numbersEqual(none, none));
});

numbers("doubles are spelled as Python spells them", () => {
  assert.equal([7, -0, 1e16, NaN, -Infinity].map((x) => float(x).value), [
    "7.0",
    "-0.0",
    "10000000000000000",
    "nan",
    "-inf",
  ]);
  assert.equal(["inf", "-inf", "2.5"].map(doubleOf), [Infinity, -Infinity, 2.5]);
});

numbers("gold answers stand behind the first mark that has something behind it", () => {
  assert.equal(goldAnswer("5\n####\n\n 8"), int(8n));
  assert.equal(goldAnswer("12\n#### "), none);
  assert.equal(goldAnswer("1 2 3"), int(1n));
});

numbers("a statement of the answer comes before a mark, a mark before the last number", () => {
  assert.equal(textAnswer("The answer is 3. #### 4, or 5"), int(3n));
  assert.equal(textAnswer("#### 4, or 5"), int(4n));
  assert.equal(textAnswer("4, or 5"), int(5n));
  assert.equal(textAnswer(""), none);
});
numbers.run();
