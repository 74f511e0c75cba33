import { type Body, describeProblem, type Problem } from "blockgen/dsl";
import { labelOf } from "../../../dsl/interpreters/spelling.ts";
import { nodeAt } from "../program/path.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Where the text speaks of what a problem is about: its stage, if that is called once; else where the program is exported. */
export const problemDiagnostic = (source: string, nodes: Body, problem: Problem): Diagnostic => {
  const node = nodeAt(nodes, problem.at);
  const calls = node === null ? [] : callsOf(source, labelOf(node));
  const [from, to] = calls.length === 1 ? calls[0]! : exportIn(source);
  return { from, to, sentence: describeProblem(problem), detail: null };
};

type Place = readonly [from: number, to: number];

const callsOf = (source: string, name: string): readonly Place[] =>
  /^\w+$/.test(name)
    ? [...source.matchAll(new RegExp(`\\b${name}(?=\\()`, "g"))].map(({ index }) =>
      [index, index + name.length] as const
    )
    : [];

const exportIn = (source: string): Place => {
  const found = /export\s+(?:const\s+\w+|default)/.exec(source);
  return found === null ? [0, Math.min(1, source.length)] : [found.index, found.index + found[0].length];
};

/** The whole of a line, from 1. */
export const lineAt = (source: string, line: number): Place => {
  const lines = source.split("\n");
  const at = Math.min(line, lines.length) - 1;
  const from = lines.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0);
  return [from, from + lines[at]!.length];
};
