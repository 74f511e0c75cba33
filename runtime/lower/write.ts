import { constantOf } from "../../dsl/interpreters/constant.ts";
import type { Formula, Node } from "../../dsl/mod.ts";
import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import { type Place, priors, type Slots, uniforms } from "./environment.ts";
import { isBelow, lowerFormula, lowerTest } from "./formula.ts";

const TAG = "Write";

/** Picked positions take the draft at a level, the others the draft or nothing; frozen ones never change. */
export const lowerWrite = ({ level, rest }: Node & { _tag: "Write" }, slots: Slots, place: Place): Value => {
  const written = k.choose(slots.picked!, atLevel(level, slots, place), others(rest, slots, place));
  return k.choose(leaf("cell", place.batch.frozen), slots.canvas, written);
};

/** The draft's token with the probability, else the prior. */
const atLevel = (level: Formula, slots: Slots, place: Place): Value => {
  const constant = constantOf(level);
  if (constant !== null && constant >= 1) { return slots.draft!; }
  const prior = priors(place, TAG);
  if (constant !== null && constant <= 0) { return prior; }
  const kept = isBelow(uniforms(place, TAG, "level"), lowerFormula(level, slots, place, TAG), place);
  return k.choose(kept, slots.draft!, prior);
};

const others = (rest: Formula, slots: Slots, place: Place): Value => {
  const constant = constantOf(rest);
  if (constant !== null) { return constant === 0 ? slots.canvas : slots.draft!; }
  return k.choose(lowerTest(rest, slots, place, TAG), slots.draft!, slots.canvas);
};
