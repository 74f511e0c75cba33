import { everyNode } from "../dsl/interpreters/bodies_of.ts";
import type { Abilities, Body, Node } from "../dsl/mod.ts";

/** What a user should know before reading the samples: assumptions that the program or the model made. */
export const noticesOf = (nodes: Body, { process, prediction }: Abilities): readonly string[] => {
  // Of masked positions, the only ones that absorbing noise draws, full and leave-one-out predictions say the same.
  if (process === "absorbing") { return []; }
  const all = everyNode(nodes).map(({ node }) => node);
  const assumed = [...new Set(all.flatMap((node) => "assume" in node ? [node.assume] : []))];
  const undeclared = prediction === "unknown";
  return [
    ...assumed.flatMap((assume) =>
      assume === "declared" || assume === prediction
        ? []
        : [`The program reads predictions as ${assume}, where the model says ${prediction}.`]
    ),
    ...(undeclared && all.some((node) => node._tag !== "ToLoo" && isDeclared(node)) ? [PLUG_IN] : []),
    ...(undeclared && all.some((node) => node._tag === "ToLoo" && isDeclared(node)) ? [COUNTS_AS_FULL] : []),
  ];
};

const isDeclared = (node: Node): boolean => "assume" in node && node.assume === "declared";

const UNDECLARED = "The model does not say whether its predictions are full or leave-one-out";
const PLUG_IN = `${UNDECLARED}: the paper's plug-in posterior is used.`;
const COUNTS_AS_FULL = `${UNDECLARED}: toLoo takes them for full.`;
