import type { Formula, Selection } from "../../dsl/mod.ts";
import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import { cells, type Place, rowCells, type Slots } from "./environment.ts";
import { lowerFormula, lowerTest, rowNumbers } from "./formula.ts";

type Lowered<T> = (selection: Selection & { readonly _tag: T }, slots: Slots, place: Place) => Value;

/** Each selection. A table: they are looked up at every step. */
const selections: { readonly [T in Selection["_tag"]]: Lowered<T> } = {
  Top: ({ among, quota }, slots, place) =>
    k.selectTop(slots.score!, candidates(among, slots, place), ofRows(quota, slots, place)),
  Threshold: ({ among, least, easing, minimum }, slots, place) => {
    const [score, from] = [slots.score!, candidates(among, slots, place)];
    const [limit, count] = [ofRows(least, slots, place), ofRows(minimum, slots, place)];
    return isNothing(easing)
      ? k.selectThreshold(score, from, limit, count)
      : k.selectEased(score, from, limit, ofRows(easing, slots, place), count);
  },
  RunMax: ({ among, low }, slots, place) =>
    k.selectRunMax(slots.score!, candidates(among, slots, place), ofRows(low, slots, place)),
  Budget: ({ among, cost, budget }, slots, place) => {
    const costs = lowerFormula(cost, slots, place, "Select");
    return k.selectBudget(slots.score!, candidates(among, slots, place), costs, ofRows(budget, slots, place));
  },
  AnyOf: ({ parts }, slots, place) =>
    parts.map((part) => lowerSelection(part, slots, place)).reduce((a, b) => k.choose(a, a, b), nothing(place)),
  Except: ({ of }, slots, place) =>
    k.choose(lowerSelection(of, slots, place), nothing(place), leaf("cell", place.batch.candidates)),
};

/** A selection as 1 or 0 at each cell. */
export const lowerSelection = (selection: Selection, slots: Slots, place: Place): Value =>
  (selections[selection._tag] as Lowered<Selection["_tag"]>)(selection, slots, place);

const ofRows = (formula: Formula, slots: Slots, place: Place): Value =>
  rowCells(place, rowNumbers(formula, slots, place, "Select"));

const isNothing = (formula: Formula): boolean => formula._tag === "Number" && formula.value === 0;

const nothing = (place: Place): Value => cells(place, () => 0);

/** The candidates of the block where `among` is not 0; none in rows that take no part. */
const candidates = (among: Formula, slots: Slots, place: Place): Value => {
  const own = cells(place, (_row, _i, cell) => place.batch.candidates[cell]!);
  return among._tag === "Number" && among.value !== 0
    ? own
    : k.choose(own, lowerTest(among, slots, place, "Select"), nothing(place));
};
