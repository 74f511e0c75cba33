import { match } from "ts-pattern";
import type { Clock } from "../clock.ts";
import type { Formula, Per } from "../expression/mod.ts";
import type { Node } from "../node.ts";
import type { Selection } from "../selection.ts";
import { once } from "./once.ts";

/** A formula and where it stands. */
export interface FormulaPlace {
  /** Name of the option. */ readonly knob: string;
  /** What the place takes; `schedule` is one number a row that depends on `t` only. */ readonly takes:
    | Per
    | "schedule";
  readonly formula: Formula;
}

const place = (takes: FormulaPlace["takes"]) => (knob: string, formula: Formula): FormulaPlace => ({
  knob,
  takes,
  formula,
});
const aRow = place("row");
const aPosition = place("position");

const ofSelection = (selection: Selection): readonly FormulaPlace[] =>
  match(selection)
    .with({ _tag: "Top" }, (s) => [aRow("quota", s.quota), aPosition("among", s.among)])
    .with(
      { _tag: "Threshold" },
      (
        s,
      ) => [aRow("least", s.least), aRow("easing", s.easing), aRow("minimum", s.minimum), aPosition("among", s.among)],
    )
    .with(
      { _tag: "Budget" },
      (s) => [aRow("budget", s.budget), aPosition("cost", s.cost), aPosition("among", s.among)],
    )
    .with({ _tag: "RunMax" }, (s) => [aRow("low", s.low), aPosition("among", s.among)])
    .with({ _tag: "AnyOf" }, (s) => s.parts.flatMap(ofSelection))
    .with({ _tag: "Except" }, (s) => ofSelection(s.of))
    .exhaustive();

const ofClock = (clock: Clock): readonly FormulaPlace[] => [place("schedule")("schedule", clock.schedule)];

/** The formulas of one node, without those of its bodies. */
export const placesOf = once((node: Node): readonly FormulaPlace[] =>
  match(node)
    .with({ _tag: "Guide" }, (n) => [aRow("scale", n.scale)])
    .with({ _tag: "Shape" }, { _tag: "Verify" }, (n) => [aRow("temperature", n.temperature)])
    .with({ _tag: "Posterior" }, (n) => [aPosition("remask", n.remask)])
    .with({ _tag: "Score" }, (n) => [aPosition("by", n.by)])
    .with({ _tag: "Select" }, (n) => ofSelection(n.pick))
    .with({ _tag: "Remember" }, (n) => [aPosition("value", n.value)])
    .with({ _tag: "Write" }, (n) => [aPosition("level", n.level), aPosition("rest", n.rest)])
    .with({ _tag: "Credit" }, (n) => [aRow("decay", n.decay), aPosition("gain", n.gain), aRow("weight", n.weight)])
    .with({ _tag: "Accept" }, { _tag: "Finish" }, (n) => [aPosition("among", n.among)])
    .with({ _tag: "Denoise" }, (n) => ofClock(n.clock))
    .with({ _tag: "Until" }, { _tag: "When" }, (n) => [aRow("test", n.test)])
    .with({ _tag: "Noise" }, { _tag: "Predict" }, { _tag: "ToLoo" }, { _tag: "Draft" }, { _tag: "Repeat" }, () => [])
    .with({ _tag: "Blocks" }, { _tag: "CommitBlock" }, { _tag: "Named" }, { _tag: "Custom" }, () => [])
    .exhaustive()
);
