import { match } from "ts-pattern";
import type { Formula } from "../expression/mod.ts";
import { everyPart } from "../expression/reads.ts";
import type { Node } from "../node.ts";
import { constantOf } from "./constant.ts";
import type { Placed } from "./bodies_of.ts";
import { placesOf } from "./formula_places.ts";
import type { Problem } from "./problem.ts";
import { type Range, RANGES } from "./ranges.ts";
import { guidedOf, spellingOf } from "./spelling.ts";

/** A number and the range that it must be in. */
interface Knob {
  readonly knob: string;
  readonly value: number | null;
  readonly range: Range;
}

const knob = (name: string, value: number | null, range: Range): Knob => ({ knob: name, value, range });
const fixed = (name: string, formula: Formula, range: Range): Knob => knob(name, constantOf(formula), range);

/** Knobs of one node out of their range, also those that a constant formula sets, and empty names. */
export const knobProblems = ({ node, at }: Placed): readonly Problem[] => {
  const stage = spellingOf(node);
  const outside = [...knobsOf(node), ...numbersOf(node)].flatMap(({ knob, value, range }): readonly Problem[] =>
    value === null || range.holds(value)
      ? []
      : [{ _tag: "OutOfRange", at, stage, knob, range: range.words, found: String(value) }]
  );
  const empty = namesOf(node).filter(([, name]) => name.trim() === "");
  return [...outside, ...empty.map(([knob]): Problem => ({ _tag: "EmptyName", at, stage, knob }))];
};

const knobsOf = (node: Node): readonly Knob[] =>
  match(node)
    .with({ _tag: "Shape" }, (n) => [
      fixed("temperature", n.temperature, RANGES.notNegative),
      knob("topK", n.topK, RANGES.count),
      knob("topP", n.topP, RANGES.share),
    ])
    .with({ _tag: "Verify" }, (n) => [fixed("temperature", n.temperature, RANGES.notNegative)])
    .with({ _tag: "Posterior" }, (n) => [fixed("remask", n.remask, RANGES.probability)])
    .with({ _tag: "Denoise" }, (n) => [
      knob("steps", n.steps, n.policy === "perToken" ? RANGES.perToken : RANGES.updates),
      ...(n.clock._tag === "Linspace" ? [knob("timeEps", n.clock.timeEps, RANGES.beforeOne)] : []),
    ])
    .with({ _tag: "When" }, (n) => {
      const guided = guidedOf(n.test);
      return guided === null
        ? []
        : [knob("every", guided.every, RANGES.count), knob("after", guided.after, RANGES.index)];
    })
    .with({ _tag: "Write" }, (n) => [fixed("level", n.level, RANGES.probability)])
    .with({ _tag: "Credit" }, (n) => [
      fixed("decay", n.decay, RANGES.probability),
      fixed("gain", n.gain, RANGES.notNegative),
      fixed("weight", n.weight, RANGES.notNegative),
    ])
    .with({ _tag: "Repeat" }, (n) => [knob("times", n.times, RANGES.times)])
    .with({ _tag: "Until" }, (n) => [knob("atMost", n.atMost, RANGES.updates)])
    .with({ _tag: "Blocks" }, (n) => [
      knob("size", n.size === "sequence" ? null : n.size, RANGES.count),
      knob("upTo", n.upTo, RANGES.index),
      knob("prefix", n.prefix, RANGES.index),
    ])
    .with({ _tag: "Custom" }, (n) => [knob("nfe", n.nfe, RANGES.index)])
    .with({ _tag: "Noise" }, { _tag: "Predict" }, { _tag: "Guide" }, { _tag: "ToLoo" }, { _tag: "Draft" }, () => [])
    .with({ _tag: "Score" }, { _tag: "Select" }, { _tag: "Accept" }, { _tag: "Remember" }, () => [])
    .with({ _tag: "Finish" }, { _tag: "CommitBlock" }, { _tag: "Named" }, () => [])
    .exhaustive();

const numbersOf = (node: Node): readonly Knob[] =>
  placesOf(node).flatMap(({ knob: name, formula }) =>
    everyPart(formula).flatMap((part) =>
      part._tag === "Number" ? [knob(`a number in ${name}`, part.value, RANGES.number)] : []
    )
  );

const memories = (knob: string, formula: Formula): readonly (readonly [string, string])[] =>
  everyPart(formula).flatMap((part) => part._tag === "Memory" ? [[`the name of a memory in ${knob}`, part.name]] : []);

const namesOf = (node: Node): readonly (readonly [string, string])[] => {
  const own = match(node)
    .with({ _tag: "Remember" }, { _tag: "Named" }, { _tag: "Custom" }, (n) => [["name", n.name] as const])
    .with({ _tag: "Posterior" }, (n) => n.reveal === null ? [] : [["reveal", n.reveal] as const])
    .otherwise(() => []);
  return [...own, ...placesOf(node).flatMap((place) => memories(place.knob, place.formula))];
};
