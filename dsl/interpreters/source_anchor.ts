import { match } from "ts-pattern";
import type { Body, Node } from "../node.ts";
import type { Slot } from "../slots.ts";
import { slotRow } from "./slot_table.ts";

/** Which slots are filled, and what the block is. */
export type Filled = { readonly [K in Slot]?: string };

/** The slots behind a node. */
export const afterNode = (node: Node, filled: Filled): Filled => {
  const { leaves, spends } = slotRow(node);
  const inside = match(node)
    .with({ _tag: "Named" }, { _tag: "Repeat" }, { _tag: "Until" }, (n) => afterBody(n.body, filled))
    .with({ _tag: "Guided" }, (n) => afterBody(n.then, filled))
    .otherwise(() => filled);
  const kept = Object.entries(inside).filter(([slot]) => !spends.includes(slot as Slot));
  return { ...Object.fromEntries(kept), ...leaves };
};

const afterBody = (body: Body, start: Filled): Filled => body.reduce((filled, node) => afterNode(node, filled), start);

/** The anchor that knows most of what is filled. */
export const anchorOf = ({ block, dist, draft, ar }: Filled): string => {
  if (block === "open" || block === "clean") { return `from.${block}`; }
  if (dist === undefined) { return "from.noisy"; }
  if (draft === undefined) { return "from.predicted"; }
  return ar === undefined ? "from.draft" : "from.verified";
};
