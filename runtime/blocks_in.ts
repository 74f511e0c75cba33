import type { Body, Node } from "../dsl/mod.ts";

/** The instruction that makes blocks. */
export type Blocks = Extract<Node, { _tag: "Blocks" }>;

/** The `blocks` of a program, groups opened; `check` has made sure that there is nothing else at its top. */
export const blocksIn = (nodes: Body): readonly Blocks[] =>
  nodes.flatMap((node) => node._tag === "Blocks" ? [node] : node._tag === "Named" ? blocksIn(node.body) : []);
