import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";

/** The tags of the union `Node` in a source text, in order. */
export const tagsOfNode = (source: string): readonly string[] => {
  const start = source.indexOf("export type Node");
  const union = source.slice(start, source.indexOf("\n>;", start));
  return [...union.matchAll(/\{\s*_tag: "(\w+)"/g)].map((found) => found[1]!);
};

/** The tags of the instruction set. */
export const nodeTags = (): readonly string[] => tagsOfNode(readFileSync(join(root, "dsl/node.ts"), "utf8"));
