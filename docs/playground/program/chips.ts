import type { Body, Node } from "blockgen/dsl";
import { bodiesOf } from "../../../dsl/interpreters/bodies_of.ts";
import { labelOf } from "../../../dsl/interpreters/spelling.ts";
import type { Knob } from "./knob.ts";
import { type Path, placeIn } from "./path.ts";
import { says } from "./says.ts";
import { settingsOf } from "./settings_of.ts";

/** A body inside a chip. */
export interface ChipBody {
  /** `each`, `last`, `then`, `otherwise`, `body`. */ readonly label: string;
  /** Its gaps and nodes are `placeIn(path, index)`. */ readonly path: Path;
  readonly chips: readonly Chip[];
}

/** A node as the page shows it. */
export interface Chip {
  readonly path: Path;
  readonly tag: Node["_tag"];
  /** As the language spells it; a group by its name. */ readonly label: string;
  /** What it does. */ readonly says: string;
  readonly knobs: readonly Knob[];
  readonly bodies: readonly ChipBody[];
}

/** A program as chips inside chips. */
export const chipsOf = (nodes: Body, path: Path = "nodes"): readonly Chip[] =>
  nodes.map((node, i) => chipOf(node, placeIn(path, i)));

const chipOf = (node: Node, path: Path): Chip => ({
  path,
  tag: node._tag,
  label: labelOf(node),
  says: says(node),
  knobs: settingsOf(node).map(({ knob }) => knob),
  bodies: bodiesOf(node).map(({ label, body }) => {
    const inner = `${path}.${label}`;
    return { label, path: inner, chips: chipsOf(body, inner) };
  }),
});
