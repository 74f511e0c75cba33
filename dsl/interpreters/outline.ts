import { match } from "ts-pattern";
import { type Clock, linspace } from "../clock.ts";
import { type Formula, masked } from "../expression/mod.ts";
import { printFormula } from "../expression/print.ts";
import type { Node, Stop } from "../node.ts";
import { logLinear } from "../schedules/log_linear.ts";
import type { Selection } from "../selection.ts";
import { isSame } from "./canonical.ts";
import { guidedOf, spellingOf } from "./spelling.ts";

/** A node in words: what it is, and the knobs that are not at their default. */
export interface Outline {
  readonly name: string;
  readonly knobs: readonly string[];
}

const isNumber = (formula: Formula, value: number): boolean => formula._tag === "Number" && formula.value === value;

/** `name text`, or nothing where the knob is at its default. */
const knob = (name: string, text: string | number, atDefault: boolean): readonly string[] =>
  atDefault ? [] : [`${name} ${text}`];
const formula = (name: string, value: Formula, usual: number): readonly string[] =>
  knob(name, printFormula(value), isNumber(value, usual));
const word = (text: string, usual: string): readonly string[] => text === usual ? [] : [text];
const assumed = (assume: string): readonly string[] => knob("assume", assume, assume === "declared");

/** A node without its bodies, in words. */
export const outlineOf = (node: Node): Outline => ({ name: nameOf(node), knobs: knobsOf(node) });

const nameOf = (node: Node): string =>
  match(node)
    .with({ _tag: "Named" }, (n) => n.name)
    .with({ _tag: "Custom" }, (n) => `custom ${JSON.stringify(n.name)}`)
    .otherwise((n) => spellingOf(n));

const knobsOf = (node: Node): readonly string[] =>
  match(node)
    .returnType<readonly string[]>()
    .with({ _tag: "Predict" }, (n) => [...word(n.visible, "carryOver"), ...(n.self ? ["self"] : [])])
    .with({ _tag: "Guide" }, (n) => [`scale ${printFormula(n.scale)}`])
    .with({ _tag: "Shape" }, (n) => [
      ...formula("temperature", n.temperature, 1),
      ...knob("topK", n.topK ?? "", n.topK === null),
      ...knob("topP", n.topP ?? "", (n.topP ?? 1) === 1),
      ...knob("crossing", n.crossing, n.crossing === "keep" || (n.topP ?? 1) === 1),
    ])
    .with({ _tag: "Posterior" }, (n) => [
      ...assumed(n.assume),
      ...formula("remask", n.remask, 0),
      ...knob("reveal", JSON.stringify(n.reveal), n.reveal === null),
    ])
    .with({ _tag: "Draft" }, (n) => [
      ...knob("of", n.of, n.of === "posterior"),
      ...word(n.pick, "draw"),
      ...assumed(n.assume),
    ])
    .with({ _tag: "Verify" }, (n) => formula("temperature", n.temperature, 1))
    .with({ _tag: "Score" }, (n) => [printFormula(n.by)])
    .with({ _tag: "Select" }, (n) => [selectionText(n.pick)])
    .with({ _tag: "Remember" }, (n) => [`${JSON.stringify(n.name)} = ${valueText(n.value)}`])
    .with({ _tag: "Finish" }, (n) => [...word(n.pick, "draw"), ...assumed(n.assume), ...formula("among", n.among, 1)])
    .with({ _tag: "Denoise" }, (n) => [
      `${n.steps} ${n.steps === 1 ? "update" : "updates"}${n.policy === "perToken" ? " per token" : ""}`,
      ...(n.policy === "proportional" ? ["proportional"] : []),
      ...clockText(n.clock),
    ])
    .with({ _tag: "When" }, (n) => whenText(n.test))
    .with({ _tag: "Accept" }, (n) => knob("among", printFormula(n.among), isSame(n.among, masked.formula)))
    .with({ _tag: "Write" }, (n) =>
      spellingOf(n) === "write" ? [...formula("level", n.level, 1), ...formula("rest", n.rest, 0)] : [])
    .with({ _tag: "Credit" }, (n) => [
      `decay ${printFormula(n.decay)}`,
      `gain ${printFormula(n.gain)}`,
      `weight ${printFormula(n.weight)}`,
    ])
    .with({ _tag: "Repeat" }, (n) => [n.times === 1 ? "once" : `${n.times} times`])
    .with({ _tag: "Until" }, (n) => [printFormula(n.test), `at most ${n.atMost} times`])
    .with({ _tag: "Blocks" }, (n) => [
      n.size === "sequence" ? "of the whole row" : `of ${n.size}`,
      ...knob("up to", n.upTo ?? "", n.upTo === null),
      ...knob("prefix", n.prefix ?? "", n.prefix === null),
      ...(n.stop === null ? [] : [stopText(n.stop)]),
    ])
    .with({ _tag: "Custom" }, (n) =>
      knob("nfe", n.nfe, n.nfe === 0))
    .with({ _tag: "ToLoo" }, (n) => assumed(n.assume))
    .with({ _tag: "Noise" }, { _tag: "CommitBlock" }, { _tag: "Named" }, () => [])
    .exhaustive();

/** A comparison stands in parentheses, so that its sign is not taken for that of the memory. */
const valueText = (value: Formula): string =>
  value._tag === "Binary" && (value.op === "equal" || value.op === "less")
    ? `(${printFormula(value)})`
    : printFormula(value);

const whenText = (test: Formula): readonly string[] => {
  const guided = guidedOf(test);
  return guided === null
    ? [printFormula(test)]
    : [`every ${guided.every}`, ...knob("after", guided.after, guided.after === 0)];
};

const stopText = ({ eos, pad, afterEos }: Stop): string => {
  const tokens = [...knob("eos", eos ?? "", eos === undefined), ...knob("pad", pad ?? "", pad === undefined)];
  return `stop ${[afterEos, ...tokens].join(" ")}`;
};

const USUAL_SCHEDULE = printFormula(logLinear().formula);
const USUAL_TIME_EPS = (linspace() as Extract<Clock, { _tag: "Linspace" }>).timeEps;

const clockText = (clock: Clock): readonly string[] => {
  const alpha = printFormula(clock.schedule);
  return [
    ...(clock._tag === "FirstHitting" ? ["first-hitting"] : []),
    ...knob("alpha(t) =", alpha, alpha === USUAL_SCHEDULE),
    ...(clock._tag === "Linspace" ? knob("timeEps", clock.timeEps, clock.timeEps === USUAL_TIME_EPS) : []),
  ];
};

/** `n` is the place of a candidate from the highest down. */
const leastText = (least: Formula, easing: Formula): string =>
  isNumber(easing, 0) ? printFormula(least) : `${printFormula(least)} - ${printFormula(easing)} / (n + 1)`;

const selectionText = (selection: Selection): string =>
  match(selection)
    .with({ _tag: "Top" }, (s) => ["top", printFormula(s.quota), ...formula("among", s.among, 1)].join(" "))
    .with({ _tag: "Threshold" }, (s) =>
      [
        `score >= ${leastText(s.least, s.easing)}`,
        ...formula("at least", s.minimum, 0),
        ...formula("among", s.among, 1),
      ].join(
        " ",
      ))
    .with({ _tag: "Budget" }, (s) =>
      [`budget ${printFormula(s.budget)} of ${printFormula(s.cost)}`, ...formula("among", s.among, 1)].join(" "))
    .with({ _tag: "RunMax" }, (s) =>
      [`best of each run above ${printFormula(s.low)}`, ...formula("among", s.among, 1)].join(" "))
    .with({ _tag: "AnyOf" }, (s) =>
      `any of (${s.parts.map(selectionText).join("; ")})`)
    .with({ _tag: "Except" }, (s) =>
      `all except (${selectionText(s.of)})`)
    .exhaustive();
