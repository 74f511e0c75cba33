import { type Body, type Node, type Program, program } from "../../dsl/mod.ts";

const bodies = ["each", "last", "then", "otherwise", "body"] as const;

const inside = (node: Node, change: (body: Body) => Body): Node => {
  const parts = bodies.filter((key) => key in node);
  return {
    ...node,
    ...Object.fromEntries(parts.map((key) => [key, change((node as unknown as Record<string, Body>)[key]!)])),
  };
};

/** What to put around a prediction. */
export interface Around {
  /** Before it, where the block is noisy. */ readonly before?: Body;
  /** Behind it, where the prediction is there to read too. */ readonly after?: Body;
}

const into = (body: Body, around: Around): Body =>
  body.flatMap((node) => {
    const inner = inside(node, (part) => into(part, around));
    return node._tag === "Predict" ? [...around.before ?? [], inner, ...around.after ?? []] : [inner];
  });

/** The program with further stages around each prediction. */
export const aroundPredictions = (of: Program, around: Around): Program => program(into(of.nodes, around));
