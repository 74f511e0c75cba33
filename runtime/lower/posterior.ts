import type { Assume, Node, Pick } from "../../dsl/mod.ts";
import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import { type Dist, type Place, priors, rowCells, type Slots, uniforms } from "./environment.ts";
import { lowerFormula, lowerTest, maskedCells } from "./formula.ts";

/** Does the full-prediction (mixture) kernel apply? Undeclared predictions take the paper's plug-in kernel. */
const isFull = (dist: Dist, assume: Assume): boolean => (assume === "declared" ? dist.kind : assume) === "full";

/** `x_s ~ q(x_s | x_t, p)`, from level `alphaT` to `alphaS`. */
export const lowerPosterior = (node: Node & { _tag: "Posterior" }, slots: Slots, place: Place): Value => {
  const [alphaT, alphaS] = [place.frame.alphaT, place.frame.alphaS].map((a) => rowCells(place, (row) => a[row]!));
  const dist = slots.dist!;
  const drawn = k.draw(dist.value, uniforms(place, node._tag, "token"));
  const u = uniforms(place, node._tag, "route");
  const frozen = leaf("cell", place.batch.frozen);
  if (place.process === "absorbing") {
    const remask = lowerFormula(node.remask, slots, place, node._tag);
    return k.absorbingPosterior(slots.canvas, drawn, u, alphaT!, alphaS!, remask, frozen);
  }
  const prior = priors(place, node._tag);
  return isFull(dist, node.assume)
    ? k.uniformMixture(slots.canvas, drawn, u, prior, alphaT!, alphaS!, frozen)
    : k.uniformPlugin(
      slots.canvas,
      k.probabilityOf(dist.value, slots.canvas),
      drawn,
      u,
      prior,
      alphaT!,
      alphaS!,
      frozen,
    );
};

/** A draw from the posterior at `alphaS = 1`: visible masks stay, uniform tokens are kept as often as the plug-in kernel says. */
const posteriorAtOne = (dist: Dist, assume: Assume, tag: string, slots: Slots, place: Place): Value => {
  const drawn = k.draw(dist.value, uniforms(place, tag, "token"));
  if (place.process === "absorbing") { return k.choose(maskedCells(slots, place), drawn, slots.canvas); }
  if (isFull(dist, assume)) { return drawn; }
  const alphaT = rowCells(place, (row) => place.frame.alphaT[row]!);
  const one = rowCells(place, () => 1, 1);
  const current = k.probabilityOf(dist.value, slots.canvas);
  const u = uniforms(place, tag, "route");
  return k.uniformPlugin(slots.canvas, current, drawn, u, slots.canvas, alphaT, one, leaf("cell", place.batch.frozen));
};

interface Guess {
  readonly of: "posterior" | "prediction";
  readonly pick: Pick;
  readonly assume: Assume;
}

/** A clean guess at the free positions, as `draft` and `finish` make it. */
const guess = ({ of, pick, assume }: Guess, tag: string, slots: Slots, place: Place): Value => {
  const dist = slots.dist!;
  const free = (value: Value): Value => k.choose(leaf("cell", place.batch.frozen), slots.canvas, value);
  if (pick === "argmax") {
    const mode = k.argmax(dist.value);
    const keepVisible = of === "posterior" && place.process === "absorbing";
    return free(keepVisible ? k.choose(maskedCells(slots, place), mode, slots.canvas) : mode);
  }
  return free(
    of === "posterior"
      ? posteriorAtOne(dist, assume, tag, slots, place)
      : k.draw(dist.value, uniforms(place, tag, "token")),
  );
};

/** A guess of the clean block; frozen positions keep their token. */
export const lowerDraft = (node: Node & { _tag: "Draft" }, slots: Slots, place: Place): Value =>
  guess(node, node._tag, slots, place);

/** The clean block: a guess where `among` is not 0, the canvas elsewhere. */
export const lowerFinish = (
  node: Node & { _tag: "Finish"; pick: Pick },
  slots: Slots,
  place: Place,
): Value => {
  const done = guess({ ...node, of: "posterior" }, node._tag, slots, place);
  return node.among._tag === "Number" && node.among.value !== 0
    ? done
    : k.choose(lowerTest(node.among, slots, place, node._tag), done, slots.canvas);
};
