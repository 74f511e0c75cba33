import { match } from "ts-pattern";
import { type Body, type Node, usesOf } from "../../dsl/mod.ts";
import { bodiesOf } from "../../dsl/interpreters/bodies_of.ts";
import { constantOf } from "../../dsl/interpreters/constant.ts";
import { placesOf } from "../../dsl/interpreters/formula_places.ts";
import { once } from "../../dsl/interpreters/once.ts";

/**
 * Does an instruction draw random numbers? Only those that do are counted by the ordinals of a body, so that a stage that draws
 * nothing, wherever it is inserted, changes no number of another stage.
 */
export const drawsNumbers = once((node: Node): boolean =>
  placesOf(node).some(({ formula }) => usesOf(formula).some((use) => use._tag === "Feature" && use.of === "random")) ||
  match(node)
    .with(
      { _tag: "Noise" },
      { _tag: "Posterior" },
      { _tag: "Verify" },
      { _tag: "Accept" },
      { _tag: "Custom" },
      () => true,
    )
    .with({ _tag: "Draft" }, { _tag: "Finish" }, (n) => n.pick === "draw")
    .with({ _tag: "Write" }, (n) => !(constantOf(n.level)! >= 1))
    .with({ _tag: "Denoise" }, (n) => n.clock._tag === "FirstHitting" || insideDraws(n))
    .with({ _tag: "Repeat" }, (n) => n.times > 0 && insideDraws(n))
    .with({ _tag: "When" }, { _tag: "Until" }, { _tag: "Blocks" }, { _tag: "Named" }, (n) => insideDraws(n))
    .with({ _tag: "Predict" }, { _tag: "Guide" }, { _tag: "Shape" }, { _tag: "ToLoo" }, { _tag: "Score" }, () => false)
    .with({ _tag: "Select" }, { _tag: "Remember" }, { _tag: "Credit" }, { _tag: "CommitBlock" }, () => false)
    .exhaustive()
);

const insideDraws = (node: Node): boolean =>
  bodiesOf(node).some(({ body }: { readonly body: Body }) => body.some(drawsNumbers));
