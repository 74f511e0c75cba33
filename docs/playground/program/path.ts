import type { Body, Node } from "blockgen/dsl";
import { bodiesOf } from "../../../dsl/interpreters/bodies_of.ts";

/**
 * Where a node stands, as `check` writes it: `nodes[0].body[1].each[2]`. The same text is the gap before that node; the gap behind
 * the last node has the number of nodes as its index. A body is the text before the brackets.
 */
export type Path = string;

/** One step down: a body, and an index in it. */
interface Step {
  readonly label: string;
  readonly index: number;
}

const STEP = /(\w+)\[(\d+)\]/y;

/** The steps of a path; none if it is no path. */
const stepsOf = (path: Path): readonly Step[] => {
  const steps: Step[] = [];
  for (let at = 0; at < path.length; at = STEP.lastIndex + 1) {
    STEP.lastIndex = at;
    const found = STEP.exec(path);
    if (found === null || !(STEP.lastIndex === path.length || path[STEP.lastIndex] === ".")) { return []; }
    steps.push({ label: found[1]!, index: Number(found[2]) });
  }
  return steps[0]?.label === "nodes" ? steps : [];
};

/** The place `index` of a body. */
export const placeIn = (body: Path, index: number): Path => `${body}[${index}]`;

/** The body that a node or a gap is in, and its index there. */
export const splitPath = (path: Path): { readonly body: Path; readonly index: number } => {
  const found = /^(.*)\[(\d+)\]$/.exec(path);
  return found === null ? { body: path, index: 0 } : { body: found[1]!, index: Number(found[2]) };
};

/** The node with one of its bodies changed, if it has that one. */
const withBody = (node: Node, label: string, change: (body: Body) => Body): Node => {
  const part = bodiesOf(node).find((one) => one.label === label);
  return part === undefined ? node : { ...node, [label]: change(part.body) } as Node;
};

/** The nodes with the body changed that a node or a gap is in; unchanged if there is no such place. */
export const changedAt = (nodes: Body, path: Path, change: (body: Body, index: number) => Body): Body => {
  const steps = stepsOf(path);
  const down = (body: Body, depth: number): Body => {
    const step = steps[depth];
    const below = steps[depth + 1];
    if (step === undefined || step.index > body.length) { return body; }
    return below === undefined
      ? change(body, step.index)
      : body.map((node, i) => i === step.index ? withBody(node, below.label, (inner) => down(inner, depth + 1)) : node);
  };
  return down(nodes, 0);
};

/** The body that a node or a gap is in; null if there is none. */
export const bodyAt = (nodes: Body, path: Path): Body | null => {
  let found: Body | null = null;
  changedAt(nodes, path, (body) => {
    found = body;
    return body;
  });
  return found;
};

/** The node there; null if there is none. */
export const nodeAt = (nodes: Body, path: Path): Node | null => bodyAt(nodes, path)?.[splitPath(path).index] ?? null;
