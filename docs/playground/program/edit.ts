import type { Body, Node } from "blockgen/dsl";
import type { KnobValue } from "./knob.ts";
import { changedAt, nodeAt, type Path } from "./path.ts";
import { settingsOf } from "./settings_of.ts";

/*
 * Changes to programs: each gives new nodes and leaves the old ones alone. Where a path leads nowhere or a value does not fit, they are
 * the same nodes. Whether the result can run is for `check` to say.
 */

/** With a node in a gap. */
export const inserted = (nodes: Body, gap: Path, node: Node): Body =>
  changedAt(nodes, gap, (body, i) => [...body.slice(0, i), node, ...body.slice(i)]);

/** Without a node. */
export const removed = (nodes: Body, path: Path): Body =>
  changedAt(nodes, path, (body, i) => body.filter((_, j) => j !== i));

/** With another node in its place. */
export const replaced = (nodes: Body, path: Path, node: Node): Body =>
  changedAt(nodes, path, (body, i) => body.map((one, j) => j === i ? node : one));

/** With a knob, by its name, set to a value. */
export const withKnob = (nodes: Body, path: Path, knob: string, value: KnobValue): Body => {
  const node = nodeAt(nodes, path);
  const setting = node === null ? undefined : settingsOf(node).find((one) => one.knob.name === knob);
  const next = setting === undefined || setting.knob.value === value ? null : setting.put(value);
  return next === null ? nodes : replaced(nodes, path, next);
};
