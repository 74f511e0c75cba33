import type { Body, Node } from "../node.ts";
import type { Program } from "../program.ts";
import { bodiesOf } from "./bodies_of.ts";
import { outlineOf } from "./outline.ts";

/** How a program is told. */
export interface ExplainOptions {
  /** A group on one line, its stages behind its name; by default each stage has a line. */ readonly fold?: boolean;
}

const INDENT = "  ";

/**
 * A program as indented text: a line a node, with the knobs that are not at their default and formulas as one writes them.
 *
 * @example The four words of the paper
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { autoregressive, explain } from "blockgen/dsl";
 *
 * strictEqual(explain(autoregressive()).split("\n")[0], "blocks  of 1");
 * ```
 */
export const explain = (program: Program, options: ExplainOptions = {}): string =>
  explainLines(program, options).join("\n");

/** The lines of `explain`. */
export const explainLines = (program: Program, { fold = false }: ExplainOptions = {}): readonly string[] =>
  linesOf(program.nodes, fold, "");

const linesOf = (body: Body, fold: boolean, indent: string): readonly string[] =>
  body.flatMap((node) => {
    const parts = bodiesOf(node);
    if (fold && node._tag === "Named" && isFlat(node.body)) {
      return [`${indent}${node.name}  ${onOneLine(node.body)}`];
    }
    const own = indent + lineOf(node);
    if (parts.length === 1) { return [own, ...linesOf(parts[0].body, fold, indent + INDENT)]; }
    return [
      own,
      ...parts.flatMap(({ label, body }) => [
        `${indent}${INDENT}${label}:`,
        ...linesOf(body, fold, indent + INDENT + INDENT),
      ]),
    ];
  });

const lineOf = (node: Node): string => {
  const { name, knobs } = outlineOf(node);
  return knobs.length === 0 ? name : `${name}  ${knobs.join(", ")}`;
};

const isFlat = (body: Body): boolean => body.every((node) => bodiesOf(node).length === 0);

const onOneLine = (body: Body): string =>
  `(${body.map(outlineOf).map(({ name, knobs }) => [name, knobs.join(", ")].join(" ").trim()).join(" > ")})`;
