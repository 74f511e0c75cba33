import { alphaS, type Assume, type Formula, formulaOf, type Node, printFormula } from "blockgen/dsl";
import { match } from "ts-pattern";
import { isSame } from "../../../dsl/interpreters/canonical.ts";
import { correctFrom, correctOf, type CorrectParts } from "../../../dsl/interpreters/correct_of.ts";
import { outlineOf } from "../../../dsl/interpreters/outline.ts";
import { RANGES } from "../../../dsl/interpreters/ranges.ts";
import {
  formulaSetting,
  named,
  numberSetting,
  probability,
  type Setting,
  type Slider,
  temperature,
  textSetting,
  toggleSetting,
  usualSetting,
  whole,
  wordSetting,
} from "./knob.ts";
import { blocksSettings, denoiseSettings, testSetting, whenSettings } from "./loop_knobs.ts";
import { correctorScoreSetting, scoreSetting } from "./score_knob.ts";
import { selectionSettings } from "./selection_knobs.ts";

type Of<T extends Node["_tag"]> = Extract<Node, { readonly _tag: T }>;

const positive = (max: number): Slider => ({ min: 0, max, step: max / 100, range: RANGES.notNegative });
const PICKS = { draw: "drawn at random", argmax: "the most probable token" };
const ASSUMES: { readonly [A in Assume]: string } = {
  declared: "as the model says",
  full: "given the whole block",
  loo: "given the other positions",
};

const assumeSetting = (assume: Assume, put: (assume: Assume) => Node): Setting =>
  wordSetting(named("assume", "read the prediction"), assume, ASSUMES, put);

/** Formulas that stay out of sight where they are at their default. */
const unusual = (name: string, formula: Formula, usual: Formula): readonly Setting[] =>
  isSame(formula, usual) ? [] : [textSetting(named(name), printFormula(formula))];

/** What can be set at one node, and the node that each value makes. */
export const settingsOf = (node: Node): readonly Setting[] =>
  match(node)
    .returnType<readonly Setting[]>()
    .with({ _tag: "Predict" }, (n) => [
      wordSetting(named("visible", "at visible tokens"), n.visible, {
        carryOver: "certain of them",
        raw: "the model's own opinion",
      }, (visible) => ({ ...n, visible })),
      toggleSetting(named("self", "sees its last prediction"), n.self, (self) => ({ ...n, self })),
    ])
    .with({ _tag: "Guide" }, (n) => [
      formulaSetting(
        named("scale"),
        n.scale,
        { min: 0, max: 8, step: 0.1, range: RANGES.number },
        (scale) => ({ ...n, scale }),
      ),
    ])
    .with({ _tag: "Shape" }, shapeSettings)
    .with({ _tag: "Posterior" }, (n) => [
      formulaSetting(named("remask", "mask again"), n.remask, probability, (remask) => ({ ...n, remask })),
      assumeSetting(n.assume, (assume) => ({ ...n, assume })),
      ...(n.reveal === null ? [] : [textSetting(named("reveal", "remembers as"), n.reveal)]),
    ])
    .with({ _tag: "Draft" }, (n) => [
      wordSetting(named("pick", "tokens are"), n.pick, PICKS, (pick) => ({ ...n, pick })),
      wordSetting(
        named("of", "from"),
        n.of,
        { posterior: "the posterior", prediction: "the prediction" },
        (of) => ({ ...n, of }),
      ),
      assumeSetting(n.assume, (assume) => ({ ...n, assume })),
    ])
    .with({ _tag: "Verify" }, (n) => [
      formulaSetting(named("temperature"), n.temperature, temperature, (temperature) => ({ ...n, temperature })),
    ])
    .with({ _tag: "Score" }, (n) => [scoreSetting(n.by, (by) => ({ ...n, by }))])
    .with({ _tag: "Select" }, (n) => selectionSettings(n.pick, (pick) => ({ ...n, pick })))
    .with({ _tag: "Accept" }, (n) => [textSetting(named("among"), printFormula(n.among))])
    .with({ _tag: "Write" }, writeSettings)
    .with(
      { _tag: "Remember" },
      (n) => [textSetting(named("name"), n.name), textSetting(named("value"), printFormula(n.value))],
    )
    .with({ _tag: "Credit" }, (n) => [
      formulaSetting(named("decay"), n.decay, probability, (decay) => ({ ...n, decay })),
      formulaSetting(named("gain"), n.gain, positive(4), (gain) => ({ ...n, gain })),
      formulaSetting(named("weight"), n.weight, positive(4), (weight) => ({ ...n, weight })),
    ])
    .with({ _tag: "Finish" }, (n) => [
      wordSetting(
        named("pick", "tokens are"),
        n.pick,
        { ...PICKS, keep: "kept as they stand" },
        (pick) => ({ ...n, pick }),
      ),
      assumeSetting(n.assume, (assume) => ({ ...n, assume })),
      ...unusual("among", n.among, formulaOf(1)),
    ])
    .with({ _tag: "Denoise" }, denoiseSettings)
    .with({ _tag: "When" }, whenSettings)
    .with({ _tag: "Repeat" }, (n) => [
      numberSetting(named("times"), n.times, whole(0, 16, RANGES.times), (times) => ({ ...n, times })),
    ])
    .with({ _tag: "Until" }, (n) => [
      numberSetting(named("atMost"), n.atMost, whole(1, 64, RANGES.updates, true), (atMost) => ({ ...n, atMost })),
      testSetting(n.test),
    ])
    .with({ _tag: "Blocks" }, blocksSettings)
    .with({ _tag: "Named" }, (n) => {
      const parts = correctOf(n);
      return parts === null ? [] : correctSettings(parts);
    })
    .with({ _tag: "Custom" }, (n) => [textSetting(named("name"), n.name)])
    .with({ _tag: "ToLoo" }, (n) => [assumeSetting(n.assume, (assume) => ({ ...n, assume }))])
    .with({ _tag: "Noise" }, { _tag: "CommitBlock" }, () => [])
    .exhaustive();

const shapeSettings = (n: Of<"Shape">): readonly Setting[] => [
  formulaSetting(named("temperature"), n.temperature, temperature, (temperature) => ({ ...n, temperature })),
  numberSetting(named("topK", "keep the best (0: all)"), n.topK ?? 0, whole(0, 64, RANGES.index), (k) => ({
    ...n,
    topK: k === 0 ? null : k,
  })),
  numberSetting(
    named("topP", "keep this mass"),
    n.topP ?? 1,
    { min: 0.05, max: 1, step: 0.01, range: RANGES.share },
    (p) => ({ ...n, topP: p === 1 ? null : p }),
  ),
  ...((n.topP ?? 1) === 1 ? [] : [
    wordSetting(
      named("crossing", "the token that crosses it"),
      n.crossing,
      { keep: "stays", drop: "goes" },
      (crossing) => ({ ...n, crossing }),
    ),
  ]),
];

type Writing = "write" | "renoise" | "redraw";

/** What picked positions take, and the others, by the name of the stage. */
const WRITINGS: {
  readonly [W in Writing]: { readonly text: string; readonly level: Formula; readonly rest: Formula };
} = {
  write: { text: "take the draft; the rest stays", level: formulaOf(1), rest: formulaOf(0) },
  renoise: { text: "become noise; the rest takes the draft", level: formulaOf(0), rest: formulaOf(1) },
  redraw: { text: "take the draft or noise, by the next level", level: alphaS.formula, rest: formulaOf(0) },
};

const writeSettings = (n: Of<"Write">): readonly Setting[] => {
  const names = Object.keys(WRITINGS) as Writing[];
  const nodeFor = (name: Writing): Node => ({ ...n, level: WRITINGS[name].level, rest: WRITINGS[name].rest });
  const options = names.map((value) => ({ value, text: WRITINGS[value].text, node: () => nodeFor(value) }));
  const known = names.find((name) => isSame(nodeFor(name), n)) ?? null;
  const own = { text: outlineOf(n).knobs.join(", "), node: n };
  return [
    usualSetting(named("how", "picked positions"), known, options, own),
    ...(known !== null && known !== "write" ? [] : [
      formulaSetting(
        named("level", "take the draft with probability"),
        n.level,
        probability,
        (level) => ({ ...n, level }),
      ),
    ]),
  ];
};

/** Those of `correct` as a whole: a score that needs the AR prediction brings `verify` with it. */
const correctSettings = (parts: CorrectParts): readonly Setting[] => {
  const usual = correctFrom({ ...parts, pick: null });
  const pick = parts.pick ?? selectionIn(usual);
  return [
    correctorScoreSetting(parts.by, (by) => correctFrom({ ...parts, by })),
    ...(pick === null ? [] : selectionSettings(pick, (pick) => correctFrom({ ...parts, pick }))),
    formulaSetting(named("temperature", "temperature of the AR prediction"), parts.temperature, temperature, (
      temperature,
    ) => correctFrom({ ...parts, temperature })),
  ];
};

const selectionIn = (node: Node) =>
  node._tag === "Named" ? node.body.find((inner) => inner._tag === "Select")?.pick ?? null : null;
