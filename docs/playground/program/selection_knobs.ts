import { factor, formulaOf, type Node, noiseQuota, runMax, type Selection, threshold, top } from "blockgen/dsl";
import { match } from "ts-pattern";
import { isSame } from "../../../dsl/interpreters/canonical.ts";
import { outlineOf } from "../../../dsl/interpreters/outline.ts";
import { RANGES } from "../../../dsl/interpreters/ranges.ts";
import { amongSettings, isNamed } from "./among_knob.ts";
import { formulaSetting, named, type Setting, type Slider, usualSetting, whole } from "./knob.ts";

type Put = (pick: Selection) => Node;

/** Ways to choose that a form offers, and what each starts from. */
const WAYS = {
  noise: { text: "as many as are noise next", selection: top(noiseQuota).selection },
  number: { text: "a number of the best", selection: top(1).selection },
  threshold: { text: "all above a threshold", selection: threshold(0.5).selection },
  factor: { text: "a factor (Fast-dLLM)", selection: factor(1).selection },
  runs: { text: "the best of each run", selection: runMax(0.5).selection },
} as const satisfies Record<string, { readonly text: string; readonly selection: Selection }>;

type Way = keyof typeof WAYS;

const level: Slider = { min: 0, max: 1, step: 0.01, range: RANGES.number };
const isOne = (value: unknown): boolean => isSame(value, formulaOf(1));
const isZero = (value: unknown): boolean => isSame(value, formulaOf(0));

const usualQuota = formulaOf(noiseQuota);
const isFactor = ({ least, minimum }: Extract<Selection, { readonly _tag: "Threshold" }>): boolean =>
  isOne(least) && isOne(minimum);

/** Which way a selection goes, wherever it looks; null if a form has no name for it. */
const wayOf = (selection: Selection): Way | null => {
  if (!("among" in selection) || !isNamed(selection)) { return null; }
  return match(selection)
    .returnType<Way | null>()
    .with(
      { _tag: "Top" },
      ({ quota }) => isSame(quota, usualQuota) ? "noise" : quota._tag === "Number" ? "number" : null,
    )
    .with({ _tag: "Threshold" }, (s) => isZero(s.easing) ? "threshold" : isFactor(s) ? "factor" : null)
    .with({ _tag: "RunMax" }, () => "runs")
    .with({ _tag: "Budget" }, () => null)
    .exhaustive();
};

/** Another way, looking where the selection looked before. */
const otherWay = (pick: Selection, way: Way): Selection => {
  const { selection } = WAYS[way];
  return "among" in pick && "among" in selection && isNamed(pick) ? { ...selection, among: pick.among } : selection;
};

/** What can be set about a selection: the way it goes, and its numbers. */
export const selectionSettings = (pick: Selection, put: Put): readonly Setting[] => {
  const way = wayOf(pick);
  const ways = (Object.keys(WAYS) as Way[]).map((value) => ({
    value,
    text: WAYS[value].text,
    node: () => put(value === way ? pick : otherWay(pick, value)),
  }));
  const own = { text: outlineOf({ _tag: "Select", pick }).knobs[0]!, node: put(pick) };
  return [
    usualSetting(named("pick", "which"), way, ways, own),
    ...(way === "noise" ? [] : numbersOf(pick, put)),
    ...amongSettings(pick, put),
  ];
};

const numbersOf = (pick: Selection, put: Put): readonly Setting[] =>
  match(pick)
    .returnType<readonly Setting[]>()
    .with({ _tag: "Top" }, (s) => [
      formulaSetting(named("quota", "how many"), s.quota, whole(0, 16, RANGES.index), (quota) => put({ ...s, quota })),
    ])
    .with({ _tag: "Threshold" }, (s) => [
      ...(wayOf(s) === "factor" ? [] : [
        formulaSetting(named("least", "threshold"), s.least, level, (least) => put({ ...s, least })),
        formulaSetting(named("minimum", "at least"), s.minimum, whole(0, 16, RANGES.index), (minimum) =>
          put({ ...s, minimum })),
      ]),
      ...(isZero(s.easing) ? [] : [
        formulaSetting(named("easing", "factor"), s.easing, { ...level, min: 0.1, max: 4, step: 0.1 }, (easing) =>
          put({ ...s, easing })),
      ]),
    ])
    .with({ _tag: "RunMax" }, (s) => [
      formulaSetting(named("low", "only above"), s.low, level, (low) =>
        put({ ...s, low })),
    ])
    .with({ _tag: "Budget" }, (s) => [
      formulaSetting(named("budget"), s.budget, { ...level, max: 4 }, (budget) =>
        put({ ...s, budget })),
    ])
    .with({ _tag: "AnyOf" }, { _tag: "Except" }, () => [])
    .exhaustive();
