import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import { type Place, priors, type Slots } from "./environment.ts";

/** Picked positions take the draft's token; frozen ones never change. */
export const lowerWrite = (slots: Slots, place: Place): Value =>
  unlessFrozen(k.choose(slots.picked!, slots.draft!, slots.canvas), slots, place);

/** The draft, with picked positions back at the prior; frozen ones never change. */
export const lowerRenoise = (slots: Slots, place: Place): Value =>
  unlessFrozen(k.choose(slots.picked!, priors(place, "Renoise"), slots.draft!), slots, place);

const unlessFrozen = (next: Value, slots: Slots, place: Place): Value =>
  k.choose(leaf("cell", place.batch.frozen), slots.canvas, next);
