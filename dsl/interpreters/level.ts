import { match } from "ts-pattern";
import type { Body, Node } from "../node.ts";
import { once } from "./once.ts";

/** Does a body draw from the posterior, and so move the level of its block: always, in some rows, or never? */
export type Moves = "always" | "perhaps" | "never";

const either = (a: Moves, b: Moves): Moves => a === b ? a : "perhaps";

/** What a body does to the level of its block. */
export const movesOf: (body: Body) => Moves = once((body: Body): Moves => {
  const all = body.map(nodeMoves);
  return all.includes("always") ? "always" : all.includes("perhaps") ? "perhaps" : "never";
});

/** What a node does to it. */
export const nodeMoves = (node: Node): Moves =>
  match(node)
    .returnType<Moves>()
    .with({ _tag: "Posterior" }, () => "always")
    .with({ _tag: "When" }, (n) => either(movesOf(n.then), movesOf(n.otherwise)))
    .with({ _tag: "Named" }, { _tag: "Until" }, (n) => movesOf(n.body))
    .with({ _tag: "Repeat" }, (n) => n.times === 0 ? "never" : movesOf(n.body))
    .otherwise(() => "never");
