import { below, fold, hashName, type Key, sampleKey } from "../../random/mod.ts";
import { goldAnswer } from "./answers.ts";
import { type MiniEvent, miniEvents } from "./mini_event.ts";
import type { WordProblem } from "./problem.ts";

/** A problem with the program that solves it, which a model is to write. */
export interface MiniProblem extends WordProblem {
  /** Python: `simple_math_problem()` returns the answer. */ readonly code: string;
}

/** Problems to learn from, or problems that no learner has seen. */
export type MiniSplit = "train" | "test";

/** What a problem is about; names and things are told apart from the numbers. */
interface Story {
  readonly name: string;
  readonly she: string;
  readonly thing: string;
  readonly first: number;
  readonly events: readonly { readonly kind: number; readonly operand: number }[];
}

const people = [
  ["Ann", "She"],
  ["Ben", "He"],
  ["Eva", "She"],
  ["Max", "He"],
  ["Mia", "She"],
  ["Tom", "He"],
] as const;
const things = ["pens", "cards", "books", "coins", "eggs", "shells", "stamps", "apples"] as const;

/** One in so many stories is for testing. */
const testShare = 8;

/** Draws of a story that did not come to an end with whole, small numbers are drawn anew. */
const attempts = 1000;

const pick = <T>(values: readonly T[], key: Key, place: number): T => values[below(values.length, key, place)]!;

const eventOf = (key: Key, place: number, count: number): Story["events"][number] | null => {
  const kind = below(miniEvents.length, key, place);
  const event = miniEvents[kind]!;
  const operands = event.operands.filter((operand) => event.allows(count, operand));
  return operands.length === 0 ? null : { kind, operand: pick(operands, key, place + 1) };
};

const apply = (count: number, { kind, operand }: Story["events"][number]): number =>
  miniEvents[kind]!.apply(count, operand);

const drawStory = (key: Key): Story | null => {
  const [name, she] = pick(people, key, 0);
  const first = 3 + below(28, key, 2);
  const operations = 1 + below(3, key, 3);
  const events: Story["events"][number][] = [];
  let count = first;
  for (let i = 0; i < operations; i++) {
    const event = eventOf(key, 4 + 2 * i, count);
    if (event === null) { return null; }
    events.push(event);
    count = apply(count, event);
  }
  return { name, she, thing: pick(things, key, 1), first, events };
};

/** Which split a story belongs to: read off its numbers and events alone, so that no other name makes it a new problem. */
const splitOf = ({ first, events }: Story): MiniSplit =>
  hashName(JSON.stringify([first, events.map(({ kind, operand }) => [kind, operand])])) % testShare === 0
    ? "test"
    : "train";

const told = ({ name, she, thing, first, events }: Story): string =>
  [
    `${name} has ${first} ${thing}.`,
    ...events.map(({ kind, operand }) => miniEvents[kind]!.tell(she, operand)),
    `How many ${thing} does ${name} have now?`,
  ].join(" ");

const codeOf = ({ thing, first, events }: Story): string =>
  [
    "def simple_math_problem():",
    `    ${thing} = ${first}`,
    ...events.map(({ kind, operand }) => `    ${thing} = ${miniEvents[kind]!.code(thing, operand)}`),
    `    return ${thing}`,
    "",
  ].join("\n");

const worked = (event: MiniEvent, count: number, operand: number): string => {
  const [side, result] = [event.worked(count, operand), event.apply(count, operand)];
  return `${side.replace(/([-+*/])/, " $1 ")} = <<${side}=${result}>>${result}`;
};

const answerOf = ({ first, events }: Story): string => {
  let count = first;
  const lines = events.map((event) => {
    const line = worked(miniEvents[event.kind]!, count, event.operand);
    count = apply(count, event);
    return line;
  });
  return [...lines, `#### ${count}`].join("\n");
};

const problemOf = (story: Story): MiniProblem => ({
  question: told(story),
  answer: answerOf(story),
  code: codeOf(story),
});

const storyAt = (key: Key, index: number, split: MiniSplit): Story => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const story = drawStory(fold(fold(key, index), attempt));
    if (story !== null && splitOf(story) === split) { return story; }
  }
  throw new Error(`no story for the ${split} split in ${attempts} draws`);
};

/**
 * Small word problems of one to three operations, in the format of GSM8K (`question`, `answer` that ends in `#### number`), each
 * with its program in the style of TinyGSM (`code`).
 *
 * The `i`-th problem depends on seed, split and `i` only. No story (its numbers and what happens) is in both splits; within a
 * split stories and whole problems may come again. All numbers, results included, are whole and from 1 to 99.
 *
 * @param count How many. @param seed A whole number from 0 to 2^53 - 1.
 *
 * @example The gold answer is the program's
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { miniProblems } from "blockgen/runtime";
 *
 * const [problem] = miniProblems({ split: "test", count: 1 });
 * ok(problem!.code.startsWith("def simple_math_problem():\n"));
 * ```
 */
export const miniProblems = (
  { split, count, seed = 0 }: { readonly split: MiniSplit; readonly count: number; readonly seed?: number },
): readonly MiniProblem[] => {
  const key = fold(sampleKey(seed, 0), hashName(`mini ${split}`));
  return Array.from({ length: count }, (_, index) => problemOf(storyAt(key, index, split)));
};

/** The most frequent gold answer and the accuracy of always giving it: what a model must beat. */
export const majorityAnswer = (
  problems: readonly WordProblem[],
): { readonly answer: string; readonly accuracy: number } => {
  const counts = new Map<string, number>();
  for (const { answer } of problems) {
    const { value } = goldAnswer(answer);
    const number = value === null ? "no number" : String(value);
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const [answer, most] = [...counts].reduce((a, b) => b[1] > a[1] ? b : a, ["", 0] as [string, number]);
  return { answer, accuracy: most / problems.length };
};
