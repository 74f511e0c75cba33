import { match } from "ts-pattern";
import type { Ability } from "../abilities.ts";
import { featuresOf } from "../expression/reads.ts";
import type { Body, Node } from "../node.ts";
import { everyNode } from "./bodies_of.ts";
import { constantOf } from "./constant.ts";
import { placesOf } from "./formula_places.ts";
import { labelOf, spellingOf } from "./spelling.ts";

/** One ability, and what of a program asks for it. */
export interface Need {
  /** What is asked for. */ readonly ability: Ability;
  /** Which stage asks. */ readonly stage: string;
  /** Where it stands. */ readonly at: string;
}

/** What a program asks of a model beyond predicting, first to last. */
export const needsOf = (nodes: Body): readonly Need[] =>
  everyNode(nodes).flatMap(({ node, at }) => [
    ...ofNode(node).map((ability): Need => ({ ability, stage: labelOf(node), at })),
    ...ofFormulas(node).map((what): Need => ({ ability: "absorbing", stage: what, at })),
  ]);

const ofNode = (node: Node): readonly Ability[] =>
  match(node)
    .with({ _tag: "Predict" }, (n): readonly Ability[] => [
      ...(n.visible === "raw" ? ["rawAtVisible" as const] : []),
      ...(n.self ? ["selfConditioning" as const] : []),
    ])
    .with({ _tag: "Guide" }, (): readonly Ability[] => ["unconditional"])
    .with({ _tag: "Verify" }, (): readonly Ability[] => ["arVerify"])
    .with({ _tag: "ToLoo" }, (): readonly Ability[] => ["uniform"])
    .with({ _tag: "Posterior" }, (n): readonly Ability[] =>
      constantOf(n.remask) === 0 && n.reveal === null ? [] : ["absorbing"])
    .with({ _tag: "Denoise" }, (n): readonly Ability[] =>
      n.clock._tag === "FirstHitting" ? ["absorbing"] : [])
    .with({ _tag: "Custom" }, (n) => n.needs)
    .with({ _tag: "Noise" }, { _tag: "Shape" }, { _tag: "Draft" }, { _tag: "Score" }, { _tag: "Select" }, () => [])
    .with({ _tag: "Accept" }, { _tag: "Write" }, { _tag: "Remember" }, { _tag: "Credit" }, { _tag: "Finish" }, () => [])
    .with({ _tag: "When" }, { _tag: "Repeat" }, { _tag: "Until" }, { _tag: "Blocks" }, () => [])
    .with({ _tag: "CommitBlock" }, { _tag: "Named" }, () => [])
    .exhaustive();

/** `masked` is 0 everywhere on uniform noise: a program that looks for masks means absorbing noise. */
const ofFormulas = (node: Node): readonly string[] => {
  const features = placesOf(node).flatMap((place) => featuresOf(place.formula));
  return features.includes("masked") ? [`masked in ${spellingOf(node)}`] : [];
};
