import { type Body, type Node, program, type Program } from "../../dsl/mod.ts";

const bodies = ["each", "last", "then", "otherwise", "body"] as const;

const inside = (node: Node, change: (body: Body) => Body): Node => {
  const parts = bodies.filter((key) => key in node);
  return { ...node, ...Object.fromEntries(parts.map((key) => [key, change((node as unknown as Record<string, Body>)[key]!)])) };
};

const into = (body: Body, extra: () => Body): Body =>
  body.flatMap((node) => [inside(node, (inner) => into(inner, extra)), ...(node._tag === "Predict" ? extra() : [])]);

/** The program with further stages behind each prediction, where the block is noisy and a prediction is there to read. */
export const afterPredictions = (of: Program, extra: () => Body): Program => program(into(of.nodes, extra));
