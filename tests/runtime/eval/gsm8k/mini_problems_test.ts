import { isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { goldAnswer } from "../../../../runtime/eval/gsm8k/answers.ts";
import { majorityAnswer, type MiniProblem, miniProblems } from "../../../../runtime/eval/gsm8k/mini_problems.ts";
import { readProblems } from "../../../../runtime/eval/gsm8k/problem.ts";
import { trainingText } from "../../../../runtime/eval/gsm8k/prompt.ts";
import { bytePairTokenizer, learnBytePairs } from "../../../../runtime/tokenizers/mod.ts";

const train = miniProblems({ split: "train", count: 4000 });
const test = miniProblems({ split: "test", count: 1000 });

/** What happens in a problem, without names and things. */
const storyOf = ({ question }: MiniProblem): string =>
  question.replace(/\b(Ann|Ben|Eva|Max|Mia|Tom|She|He)\b/g, "X").replace(
    /pens|cards|books|coins|eggs|shells|stamps|apples/g,
    "T",
  );

/** A small interpreter of the programs, apart from the generator's arithmetic. */
const runProgram = (code: string): number => {
  let value = NaN;
  for (const line of code.split("\n").slice(1)) {
    const [, left, operator, right] = /= (\w+)(?: (\S+) (\d+))?$/.exec(line) ?? [];
    if (left === undefined) { continue; }
    const n = Number(right);
    const of: Record<string, number> = { "+": value + n, "-": value - n, "*": value * n, "//": Math.floor(value / n) };
    value = operator === undefined ? Number(left) : of[operator]!;
  }
  return value;
};

const mini = suite("mini word problems");
mini("no story is in both splits, whatever the names", () => {
  const seen = new Set(train.map(storyOf));
  assert.is(test.filter((problem) => seen.has(storyOf(problem))).length, 0);
  assert.ok(new Set(test.map(storyOf)).size > 800, String(new Set(test.map(storyOf)).size));
});

mini("the program gives the gold answer, a whole number from 1 to 99", () => {
  for (const problem of [...train, ...test]) {
    const answer = runProgram(problem.code);
    assert.equal(goldAnswer(problem.answer), { type: "int", value: String(answer) }, problem.question);
    assert.ok(Number.isInteger(answer) && answer >= 1 && answer <= 99);
  }
});

mini("the worked solution is right line by line", () => {
  for (const { answer } of test) {
    for (const [, a, operator, b, result] of answer.matchAll(/<<(\d+)([-+*/])(\d+)=(\d+)>>/g)) {
      const [x, y] = [Number(a), Number(b)];
      assert.is(Number(result), { "+": x + y, "-": x - y, "*": x * y, "/": x / y }[operator!]);
    }
  }
});

mini("the i-th problem depends on seed, split and i only", () => {
  assert.equal(miniProblems({ split: "test", count: 5 }), test.slice(0, 5));
  assert.not.equal(miniProblems({ split: "test", count: 5, seed: 1 }), test.slice(0, 5));
});

mini("lines of JSON are read as problems, as GSM8K's are", () => {
  const read = readProblems(test.map((problem) => `${JSON.stringify(problem)}\n`).join(""));
  assert.ok(isRight(read));
  assert.is(read.right.length, test.length);
});

mini("texts are short and of few kinds: with their end at most 80 tokens of 251 pieces", () => {
  const texts = [...train, ...test].map((problem) => trainingText(problem));
  const table = learnBytePairs(texts.slice(0, 2000).join(""), { pieces: 251, eos: true });
  assert.ok(isRight(table));
  const { encode } = bytePairTokenizer(table.right);
  const lengths = texts.map((text) => {
    const encoded = encode(text);
    assert.ok("tokens" in encoded);
    return encoded.tokens.length;
  });
  assert.ok(Math.max(...lengths) + 1 <= 80, String(Math.max(...lengths)));
});

mini("always giving the same answer is right for few", () => {
  const { accuracy } = majorityAnswer(test);
  assert.ok(accuracy > 0.01 && accuracy < 0.08, String(accuracy));
});
mini.run();
