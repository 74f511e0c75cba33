import type { Abilities, Body, Node } from "../dsl/mod.ts";

/** What a user should know before reading the samples: assumptions that the program or the model made. */
export const noticesOf = (nodes: Body, model: Abilities): readonly string[] => {
  if (model.process === "absorbing") { return []; }
  const assumed = new Set(all(nodes).flatMap((node) => "assume" in node ? [node.assume] : []));
  return [...assumed].flatMap((assume) =>
    assume !== "declared"
      ? [`The program reads predictions as ${assume}, where the model says ${model.prediction}.`]
      : model.prediction === "unknown"
      ? [
        "The model does not say whether its predictions are full or leave-one-out: the paper's plug-in posterior is used.",
      ]
      : []
  );
};

const all = (nodes: Body): readonly Node[] =>
  nodes.flatMap((node): readonly Node[] => [
    node,
    ...("body" in node ? all(node.body) : []),
    ...("each" in node ? all([...node.each, ...node.last]) : []),
    ...("then" in node ? all([...node.then, ...node.otherwise]) : []),
  ]);
