import { type Body, type Node, type Program, program } from "blockgen/dsl";
import { everyNode } from "../../../dsl/interpreters/bodies_of.ts";
import { isSame } from "../../../dsl/interpreters/canonical.ts";
import { replaced } from "./edit.ts";
import { nodeAt, type Path, splitPath } from "./path.ts";

/** A group that is switched off, and where it stood. */
export interface Off {
  readonly path: Path;
  readonly group: Node;
}

/** A program without some of its corrections, and what brings them back. */
export interface SwitchedOff {
  readonly nodes: Body;
  readonly off: readonly Off[];
}

/** The plain step that stands in where `correct` is switched off. */
const posterior: Node = { _tag: "Posterior", assume: "declared", remask: { _tag: "Number", value: 0 }, reveal: null };

/** Can it be switched off? */
export const isCorrect = (node: Node): boolean => node._tag === "Named" && node.name === "correct";

/** Is there something to switch off? */
export const hasCorrect = (of: Program): boolean => everyNode(of.nodes).some(({ node }) => isCorrect(node));

/** Each group named `correct`, or only the one there, replaced by a draw from the posterior: ARPC becomes ancestral sampling. */
export const switchedOff = (nodes: Body, path?: Path): SwitchedOff => {
  const off = everyNode(nodes)
    .filter(({ node, at }) => isCorrect(node) && (path === undefined || path === at))
    .map(({ node, at }): Off => ({ path: at, group: node }));
  return { nodes: off.reduce((all, { path }) => replaced(all, path, posterior), nodes), off };
};

/** The groups back where they stood; if stages were moved since, where the nearest draw from the posterior is in that body. */
export const switchedOn = (nodes: Body, off: readonly Off[]): Body =>
  off.reduce((all, { path, group }) => {
    const place = placeOf(all, path);
    return place === null ? all : replaced(all, place, group);
  }, nodes);

const placeOf = (nodes: Body, path: Path): Path | null => {
  const at = nodeAt(nodes, path);
  if (at !== null && isSame(at, posterior)) { return path; }
  const { body, index } = splitPath(path);
  const distance = (place: Path): number => Math.abs(splitPath(place).index - index);
  return everyNode(nodes)
    .filter((placed) => splitPath(placed.at).body === body && isSame(placed.node, posterior))
    .map((placed) => placed.at)
    .sort((a, b) => distance(a) - distance(b))[0] ?? null;
};

/** The same program with every correction switched off. */
export const withoutCorrect = (of: Program): Program => program(switchedOff(of.nodes).nodes);
