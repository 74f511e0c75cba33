import { match } from "ts-pattern";
import type { Formula, Selection } from "../../dsl/mod.ts";
import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import { cells, type Place, rowCells, type Slots } from "./environment.ts";
import { lowerFormula, rowNumbers } from "./formula.ts";

/** A selection as 1 or 0 at each cell. */
export const lowerSelection = (selection: Selection, slots: Slots, place: Place): Value => {
  const score = slots.score!;
  const row = (formula: Formula): Value => rowCells(place, rowNumbers(formula, slots, place, "Select"));
  const among = (formula: Formula): Value => candidates(formula, slots, place);
  const part = (of: Selection): Value => lowerSelection(of, slots, place);
  return match(selection)
    .with({ _tag: "Top" }, (s) => k.selectTop(score, among(s.among), row(s.quota)))
    .with(
      { _tag: "Threshold" },
      (s) =>
        isNothing(s.easing)
          ? k.selectThreshold(score, among(s.among), row(s.least), row(s.minimum))
          : k.selectEased(score, among(s.among), row(s.least), row(s.easing), row(s.minimum)),
    )
    .with({ _tag: "RunMax" }, (s) => k.selectRunMax(score, among(s.among), row(s.low)))
    .with(
      { _tag: "Budget" },
      (s) => k.selectBudget(score, among(s.among), lowerFormula(s.cost, slots, place, "Select"), row(s.budget)),
    )
    .with({ _tag: "AnyOf" }, (s) => s.parts.map(part).reduce((a, b) => k.choose(a, a, b), nothing(place)))
    .with({ _tag: "Except" }, (s) => k.choose(part(s.of), nothing(place), leaf("cell", place.batch.candidates)))
    .exhaustive();
};

const isNothing = (formula: Formula): boolean => formula._tag === "Number" && formula.value === 0;

const nothing = (place: Place): Value => cells(place, () => 0);

/** The candidates of the block where `among` is not 0; none in rows that take no part. */
const candidates = (among: Formula, slots: Slots, place: Place): Value => {
  const own = cells(place, (_row, _i, cell) => place.batch.candidates[cell]!);
  return among._tag === "Number" && among.value !== 0
    ? own
    : k.choose(own, k.choose(lowerFormula(among, slots, place, "Select"), own, nothing(place)), nothing(place));
};
