import type { Body, Node } from "../node.ts";
import type { Program } from "../program.ts";
import { bodiesOf } from "./bodies_of.ts";
import { outlineOf } from "./outline.ts";

/** Lines of a drawing, and which boxes it begins and ends with. */
interface Drawing {
  readonly lines: readonly string[];
  readonly first: string | null;
  readonly last: string | null;
}

const INDENT = "  ";

/**
 * A program as a Mermaid flowchart: stages are boxes, loops and groups are frames around them, branches are frames side by side.
 *
 * @example It is text for any Mermaid renderer
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { autoregressive, diagram } from "blockgen/dsl";
 *
 * strictEqual(diagram(autoregressive()).split("\n")[0], "flowchart TD");
 * ```
 */
export const diagram = (program: Program): string =>
  ["flowchart TD", ...drawBody(program.nodes, "n", INDENT).lines].join("\n");

const drawBody = (body: Body, id: string, indent: string): Drawing => {
  const drawn = body.map((node, i) => drawNode(node, `${id}${i}`, indent));
  const joints = drawn.slice(1).flatMap((next, i) => arrow(drawn[i].last, next.first, indent));
  return {
    lines: [...drawn.flatMap((one) => one.lines), ...joints],
    first: drawn[0]?.first ?? null,
    last: drawn.at(-1)?.last ?? null,
  };
};

const arrow = (from: string | null, to: string | null, indent: string): readonly string[] =>
  from === null || to === null ? [] : [`${indent}${from} --> ${to}`];

const drawNode = (node: Node, id: string, indent: string): Drawing => {
  const parts = bodiesOf(node);
  if (parts.length === 0) { return { lines: [`${indent}${id}[${quoted(labelOf(node))}]`], first: id, last: id }; }
  const inner = parts.length === 1
    ? drawBody(parts[0].body, `${id}_`, indent + INDENT).lines
    : parts.flatMap(({ label, body }, i) =>
      frame(`${id}_${i}`, label, drawBody(body, `${id}_${i}_`, indent + INDENT + INDENT).lines, indent + INDENT)
    );
  return { lines: frame(id, labelOf(node), inner, indent), first: id, last: id };
};

const frame = (id: string, label: string, inner: readonly string[], indent: string): readonly string[] => [
  `${indent}subgraph ${id}[${quoted(label)}]`,
  ...inner,
  `${indent}end`,
];

const labelOf = (node: Node): string => {
  const { name, knobs } = outlineOf(node);
  return [name, ...knobs].join("<br/>");
};

/** Mermaid text in quotes; its own special characters are written as entities. */
const quoted = (text: string): string =>
  `"${
    text.split("<br/>").map((line) => line.replace(/[#"<>&;]/g, (c) => `#${c.charCodeAt(0)};`).replace(/\s+/g, " "))
      .join("<br/>")
  }"`;
