import type { Node } from "../dsl/mod.ts";
import { everyNode } from "../dsl/interpreters/bodies_of.ts";
import type { Model } from "./model.ts";

/** What decides which backend is the fastest for a run. */
export interface Demands {
  /** Are predictions cut down (top-k, nucleus)? */ readonly cuts: boolean;
  readonly vocabulary: number;
}

/** The demands of a program on a model. */
export const demandsOf = (nodes: readonly Node[], { abilities }: Pick<Model, "abilities">): Demands => ({
  cuts: everyNode(nodes).some(({ node }) => node._tag === "Shape" && (node.topK !== null || node.topP !== null)),
  vocabulary: abilities.vocabulary,
});
