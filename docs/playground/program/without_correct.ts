import { type Body, type Node, type Program, program } from "blockgen/dsl";
import { bodiesOf, everyNode } from "../../../dsl/interpreters/bodies_of.ts";

/** The plain step that stands in where `correct` is switched off. */
const posterior: Node = { _tag: "Posterior", assume: "declared", remask: { _tag: "Number", value: 0 }, reveal: null };

const isCorrect = (node: Node): boolean => node._tag === "Named" && node.name === "correct";

/** The node with its bodies changed. */
const inside = (node: Node, change: (body: Body) => Body): Node => {
  const changed = bodiesOf(node).map(({ label, body }) => [label, change(body)]);
  return { ...node, ...Object.fromEntries(changed) } as Node;
};

const replaced = (body: Body): Body => body.map((node) => isCorrect(node) ? posterior : inside(node, replaced));

/** The same program, each group named `correct` replaced by a draw from the posterior: ARPC becomes ancestral sampling. */
export const withoutCorrect = (of: Program): Program => program(replaced(of.nodes));

/** Is there something to switch off? */
export const hasCorrect = (of: Program): boolean => everyNode(of.nodes).some(({ node }) => isCorrect(node));
