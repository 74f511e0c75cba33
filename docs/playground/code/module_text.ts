import { typescriptLanguage } from "@codemirror/lang-javascript";
import type { SyntaxNode } from "@lezer/common";
import { type Either, left, right } from "fp-ts/lib/Either.js";

/** Why a text cannot be run as it is. */
export type Unready = Readonly<
  /** It has types, which have to be taken out first. */
  | { _tag: "Typed" }
  | { _tag: "Wrong"; sentence: string; from: number; to: number }
>;

/** A change of the text. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What only TypeScript has. */
const TYPES = new Set([
  "TypeAnnotation",
  "TypeArgList",
  "TypeParamList",
  "TypeAliasDeclaration",
  "InterfaceDeclaration",
  "EnumDeclaration",
  "satisfies",
]);

const isTyped = ({ name, node }: { readonly name: string; readonly node: SyntaxNode }): boolean =>
  TYPES.has(name) || (name === "as" && node.parent?.name === "BinaryExpression") ||
  (name === "LogicOp" && node.parent?.name === "PostfixExpression");

/**
 * A module as the body of a function that has `require` and returns what the module exports; every line keeps its number.
 *
 * A classic worker can load no module from a text: imports become calls, exports a result.
 */
export const functionBody = (source: string): Either<Unready, string> => {
  const tree = typescriptLanguage.parser.parse(source);
  const changes: Change[] = [];
  const exported: string[] = [];
  let unready: Unready | null = null;
  tree.iterate({
    enter: ({ type, name, node, from, to }) => {
      if (type.isError) { unready ??= wrongAt(source, from, to); }
      if (name === "ImportDeclaration") { changes.push(importAs(source, node)); }
      if (name === "ExportDeclaration") { changes.push(exportAs(source, node, exported)); }
    },
  });
  tree.iterate({
    enter: ({ name, node }) => {
      if (isTyped({ name, node })) { unready ??= { _tag: "Typed" }; }
    },
  });
  return unready === null
    ? right(`"use strict";${applied(source, changes)}\nreturn { ${exported.join(", ")} };`)
    : left(
      unready,
    );
};

const wrongAt = (source: string, from: number, to: number): Unready => ({
  _tag: "Wrong",
  sentence: from >= source.length ? "The text ends too early: something is left open." : "This is not TypeScript.",
  from,
  to: Math.max(to, Math.min(from + 1, source.length)),
});

const applied = (source: string, changes: readonly Change[]): string =>
  [...changes].sort((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), source);

/** As many line ends as the text that goes has. */
const ends = (text: string): string => text.replace(/[^\n]/g, "");

const children = (node: SyntaxNode): readonly SyntaxNode[] => {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) { all.push(child); }
  return all;
};

/** `{ a, b as c, type D }` as its pairs, types left out. */
const pairsIn = (group: string): readonly (readonly [string, string])[] =>
  group.replace(/^\{|\}$/g, "").replace(/\/\/.*|\/\*[^]*?\*\//g, "").split(",").map((one) => one.trim())
    .filter((one) => one !== "" && !/^type\s/.test(one))
    .map((one) => {
      const [from, to] = one.split(/\s+as\s+/);
      return [from!, to ?? from!] as const;
    });

const importAs = (source: string, node: SyntaxNode): Change => {
  const parts = children(node);
  const text = (part: SyntaxNode): string => source.slice(part.from, part.to);
  const module = parts.find(({ name }) => name === "String");
  const whole = text(node);
  const change = (code: string): Change => ({ from: node.from, to: node.to, text: code + ends(whole) });
  if (module === undefined || parts.some(({ name }) => name === "type")) { return change(""); }
  const required = `require(${text(module)})`;
  const named = parts.filter(({ name }) => name === "ImportGroup").flatMap((group) => pairsIn(text(group)));
  const one = parts.find(({ name }) => name === "VariableDefinition");
  if (parts.some(({ name }) => name === "Star") && one !== undefined) {
    return change(`const ${text(one)} = ${required};`);
  }
  const pairs = [...(one === undefined ? [] : [["default", text(one)] as const]), ...named];
  return change(`const { ${pairs.map(([from, to]) => `${from}: ${to}`).join(", ")} } = ${required};`);
};

const DEFAULT = "exportedByDefault";

/** Takes `export` off and notes what is exported, as properties of an object. */
const exportAs = (source: string, node: SyntaxNode, exported: string[]): Change => {
  const parts = children(node);
  const text = (part: SyntaxNode): string => source.slice(part.from, part.to);
  const group = parts.find(({ name }) => name === "ExportGroup");
  if (group !== undefined) {
    exported.push(...pairsIn(text(group)).map(([from, to]) => `${to}: ${from}`));
    return { from: node.from, to: node.to, text: ends(text(node)) };
  }
  const word = parts.find(({ name }) => name === "default");
  if (word !== undefined) {
    exported.push(`default: ${DEFAULT}`);
    return { from: node.from, to: word.to, text: `const ${DEFAULT} =` };
  }
  const declared = parts.find(({ name }) => /Declaration$/.test(name));
  exported.push(
    ...(declared === undefined ? [] : children(declared)).filter(({ name }) => name === "VariableDefinition").map(text),
  );
  return { from: node.from, to: node.from + "export".length, text: "      " };
};
