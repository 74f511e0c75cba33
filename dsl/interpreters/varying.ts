import { match } from "ts-pattern";
import type { StepVariable } from "../expression/mod.ts";
import { variablesOf } from "../expression/reads.ts";
import type { Body, Node } from "../node.ts";
import { once } from "./once.ts";

type Variables = ReadonlySet<StepVariable>;

const none: Variables = new Set();
const union = (all: readonly Variables[]): Variables => new Set(all.flatMap((one) => [...one]));
const without = (all: Variables, ...bound: readonly StepVariable[]): Variables =>
  new Set([...all].filter((one) => !bound.includes(one)));

/** The step variables on which it hangs what a body costs: those that its tests read and no loop inside it sets. */
export const decidersOf: (body: Body) => Variables = once((body: Body): Variables => union(body.map(ofNode)));

const ofNode = (node: Node): Variables =>
  match(node)
    .with({ _tag: "When" }, (n) => union([new Set(variablesOf(n.test)), decidersOf(n.then), decidersOf(n.otherwise)]))
    .with({ _tag: "Denoise" }, (n) =>
      without(union([decidersOf(n.each), decidersOf(n.last)]), "step", "steps", "alphaT", "alphaS"))
    .with({ _tag: "Repeat" }, { _tag: "Until" }, (n) =>
      without(decidersOf(n.body), "step", "steps"))
    .with({ _tag: "Named" }, { _tag: "Blocks" }, (n) => decidersOf(n.body))
    .otherwise(() => none);
