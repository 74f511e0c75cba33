import {
  type Clock,
  cosine,
  firstHitting,
  type Formula,
  formulaOf,
  linspace,
  type Node,
  printFormula,
} from "blockgen/dsl";
import { guidedTest } from "../../../dsl/control/guided.ts";
import { isSame } from "../../../dsl/interpreters/canonical.ts";
import { RANGES } from "../../../dsl/interpreters/ranges.ts";
import { guidedOf } from "../../../dsl/interpreters/spelling.ts";
import {
  named,
  numberSetting,
  type Setting,
  textSetting,
  toggleSetting,
  usualSetting,
  whole,
  wordSetting,
} from "./knob.ts";

type Of<T extends Node["_tag"]> = Extract<Node, { readonly _tag: T }>;

const CLOCKS: readonly (readonly [value: string, text: string, clock: Clock])[] = [
  ["linear", "log-linear", linspace()],
  ["cosine", "cosine", linspace(cosine())],
  ["first-hitting", "first hitting: jump to the next reveal", firstHitting()],
];

const clockSetting = (n: Of<"Denoise">): Setting => {
  const options = CLOCKS.map(([value, text, clock]) => ({ value, text, node: (): Node => ({ ...n, clock }) }));
  const known = CLOCKS.find(([, , clock]) => isSame(clock, n.clock));
  const own = { text: printFormula(n.clock.schedule), node: n };
  return usualSetting(named("clock", "noise levels"), known?.[0] ?? null, options, own);
};

/** Of the denoising loop: updates, what a partial block gets, noise levels. */
export const denoiseSettings = (n: Of<"Denoise">): readonly Setting[] => [
  n.policy === "perToken"
    ? numberSetting(
      named("steps", "updates a token"),
      n.steps,
      { min: 0.1, max: 4, step: 0.1, range: RANGES.perToken },
      (
        steps,
      ) => ({ ...n, steps }),
    )
    : numberSetting(
      named("steps", "updates"),
      n.steps,
      whole(1, 128, RANGES.updates, true),
      (steps) => ({ ...n, steps }),
    ),
  wordSetting(
    named("policy", "in a partial block"),
    n.policy,
    { full: "all updates", proportional: "as many as its share", perToken: "so many a token" },
    (policy) => ({ ...n, policy, steps: stepsUnder(policy, n) }),
  ),
  clockSetting(n),
];

/** Updates of a block and updates a token are different numbers: 1 a token is a sensible start, 8 a block. */
const stepsUnder = (policy: Of<"Denoise">["policy"], { policy: before, steps }: Of<"Denoise">): number =>
  (policy === "perToken") === (before === "perToken") ? steps : policy === "perToken" ? 1 : 8;

/** Of the loop over blocks: their size, where they end, when a row stops. */
export const blocksSettings = (n: Of<"Blocks">): readonly Setting[] => [
  toggleSetting(named("sequence", "the whole row is one block"), n.size === "sequence", (is) => ({
    ...n,
    size: is ? "sequence" : typeof n.size === "number" ? n.size : 16,
  })),
  ...(n.size === "sequence" ? [] : [
    numberSetting(named("size", "block size"), n.size, whole(1, 64, RANGES.count, true), (size) => ({ ...n, size })),
  ]),
  ...(n.upTo === null ? [] : [
    numberSetting(named("upTo", "up to position"), n.upTo, whole(0, 256, RANGES.index), (upTo) => ({ ...n, upTo })),
  ]),
  ...(n.prefix === null ? [] : [
    numberSetting(
      named("prefix", "known tokens"),
      n.prefix,
      whole(0, 256, RANGES.index),
      (prefix) => ({ ...n, prefix }),
    ),
  ]),
  wordSetting(
    named("stop", "at the end of a text"),
    n.stop?.afterEos ?? "never",
    { never: "go on", end: "end the row", continue: "fill up" },
    (afterEos) => ({ ...n, stop: afterEos === "never" ? null : { ...n.stop, afterEos } }),
  ),
];

/** Of a branch: the steps of `guided`, or the test of any other. */
export const whenSettings = (n: Of<"When">): readonly Setting[] => {
  const guided = guidedOf(n.test);
  if (guided === null) { return [testSetting(n.test)]; }
  const put = (change: Partial<typeof guided>): Node => ({
    ...n,
    test: formulaOf(guidedTest({ ...guided, ...change })),
  });
  return [
    numberSetting(
      named("every", "every so many steps"),
      guided.every,
      whole(1, 16, RANGES.count),
      (every) => put({ every }),
    ),
    numberSetting(
      named("after", "not before step"),
      guided.after,
      whole(0, 32, RANGES.index),
      (after) => put({ after }),
    ),
  ];
};

/** A test, to read. */
export const testSetting = (test: Formula): Setting => textSetting(named("test"), printFormula(test));
