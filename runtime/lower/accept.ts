import type { Node } from "../../dsl/mod.ts";
import * as k from "../kernels/mod.ts";
import { cells, type Place, type Slots, uniforms } from "./environment.ts";
import { atMost, isBelow, lowerTest } from "./formula.ts";

/** The speculative test: the draft with the first miss replaced, and what of it stands. */
export const lowerAccept = (
  { _tag, among }: Node & { _tag: "Accept" },
  slots: Slots,
  place: Place,
): Required<Pick<Slots, "draft" | "picked">> => {
  const [draft, dist, ar] = [slots.draft!, slots.dist!.value, slots.ar!];
  const passed = isBelow(uniforms(place, _tag, "test"), k.likelihoodRatio(ar, dist, draft), place);
  const nothing = cells(place, () => 0);
  const free = cells(place, (_row, _i, cell) => 1 - place.batch.frozen[cell]!);
  const tried = k.choose(free, lowerTest(among, slots, place, _tag), nothing);
  const accepted = k.acceptance(tried, passed);
  const replaced = k.drawByWeight(k.residual(ar, dist, accepted), uniforms(place, _tag, "token"));
  const missed = isBelow(cells(place, () => 1.5), accepted, place);
  return { draft: k.choose(missed, replaced, draft), picked: atMost(1, accepted, place) };
};
