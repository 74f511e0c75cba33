import { drafted, type Formula, formulaOf, masked, type Node, type Selection } from "blockgen/dsl";
import { isSame } from "../../../dsl/interpreters/canonical.ts";
import { choiceSetting, named, type Setting } from "./knob.ts";

/** A selection that can be kept to some positions. */
export type Kept = Extract<Selection, { readonly among: Formula }>;

/**
 * Positions that a form can keep a selection to. What stands is certain to a model that is asked again, so that a selection that looks
 * everywhere picks it once more; where noise is random tokens nothing is masked, and the draft tells what would change.
 */
const PLACES = {
  everywhere: { text: "everywhere", among: formulaOf(1) },
  masked: { text: "only where masked", among: masked.formula },
  changed: { text: "only where the draft changes something", among: drafted.changed.formula },
} as const;

type Place = keyof typeof PLACES;

const names = Object.keys(PLACES) as Place[];
const placeOf = (among: Formula): Place | undefined => names.find((name) => isSame(PLACES[name].among, among));

/** Can a form name the positions that it is kept to? */
export const isNamed = ({ among }: Kept): boolean => placeOf(among) !== undefined;

/** Which positions a selection looks at; nothing if a form has no name for them. */
export const amongSettings = (pick: Selection, put: (pick: Selection) => Node): readonly Setting[] => {
  if (!("among" in pick) || !isNamed(pick)) { return []; }
  const options = names.map((value) => ({
    value,
    text: PLACES[value].text,
    node: () => put({ ...pick, among: PLACES[value].among }),
  }));
  return [choiceSetting(named("among", "looks"), placeOf(pick.among)!, options)];
};
