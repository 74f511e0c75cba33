import { match } from "ts-pattern";
import { type Extent, updatesOf } from "../geometry.ts";
import type { Body, Node } from "../node.ts";
import { type Bounds, exactly, nothing, plus, sum } from "./bounds.ts";

/** Calls at a step; `same` when the step does not matter, so that long loops need not be counted one by one. */
interface StepCost {
  readonly same: boolean;
  readonly at: (step: number) => Bounds;
}

/** Model calls of a body that runs once on a block. */
export const costOfBody = (body: Body, extent: Extent): Bounds => stepCost(body, extent).at(0);

const always = (bounds: Bounds): StepCost => ({ same: true, at: () => bounds });

const stepCost = (body: Body, extent: Extent): StepCost => {
  const parts = body.map((node) => nodeCost(node, extent));
  const same = sum(parts.filter((part) => part.same).map((part) => part.at(0)));
  const varying = parts.filter((part) => !part.same);
  return varying.length === 0
    ? always(same)
    : { same: false, at: (step) => varying.reduce((total, part) => plus(total, part.at(step)), same) };
};

const nodeCost = (node: Node, extent: Extent): StepCost =>
  match(node)
    .with({ _tag: "Predict" }, { _tag: "Guide" }, { _tag: "Verify" }, () => always(exactly(1)))
    .with({ _tag: "Custom" }, (n) => always(exactly(n.nfe)))
    .with({ _tag: "Denoise" }, (n) => always(denoiseCost(n, extent)))
    .with({ _tag: "Guided" }, (n) => guidedCost(n, extent))
    .with({ _tag: "Repeat" }, (n) => always(looped(stepCost(n.body, extent), n.times)))
    .with({ _tag: "Until" }, (n) => {
      const body = stepCost(n.body, extent);
      return always({ least: body.at(0).least, most: looped(body, n.atMost).most });
    })
    .with({ _tag: "Blocks" }, { _tag: "Named" }, (n) => stepCost(n.body, extent))
    .with({ _tag: "Noise" }, { _tag: "Shape" }, { _tag: "ToLoo" }, { _tag: "Posterior" }, () => always(nothing))
    .with({ _tag: "Draft" }, { _tag: "Score" }, { _tag: "Select" }, { _tag: "Write" }, () => always(nothing))
    .with({ _tag: "Renoise" }, { _tag: "Remember" }, { _tag: "Finish" }, { _tag: "CommitBlock" }, () => always(nothing))
    .exhaustive();

const looped = (body: StepCost, times: number): Bounds => {
  if (body.same) { return { least: body.at(0).least * times, most: body.at(0).most * times }; }
  let total = nothing;
  for (let step = 0; step < times; step++) { total = plus(total, body.at(step)); }
  return total;
};

/** The n-th update is the last one, and runs its own body. */
const denoiseCost = (node: Extract<Node, { _tag: "Denoise" }>, extent: Extent): Bounds => {
  const updates = updatesOf(node.steps, node.policy, extent);
  if (updates === 0) { return nothing; }
  return plus(looped(stepCost(node.each, extent), updates - 1), stepCost(node.last, extent).at(updates - 1));
};

const guidedCost = (node: Extract<Node, { _tag: "Guided" }>, extent: Extent): StepCost => {
  const [then, otherwise] = [stepCost(node.then, extent), stepCost(node.otherwise, extent)];
  if (then.same && otherwise.same && isEqual(then.at(0), otherwise.at(0))) { return then; }
  const guides = (step: number) => step >= node.after && (step - node.after) % node.every === 0;
  return { same: false, at: (step) => (guides(step) ? then : otherwise).at(step) };
};

const isEqual = (a: Bounds, b: Bounds): boolean => a.least === b.least && a.most === b.most;
