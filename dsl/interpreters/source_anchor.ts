import type { Node } from "../node.ts";
import type { Slot } from "../slots.ts";
import { slotRow } from "./slot_table.ts";

/** Which slots are filled, and what the block is. */
export type Filled = { readonly [K in Slot]?: string };

/** The slots behind a node: a group leaves what its body leaves, loops and branches hand only the block on. */
export const afterNode = (node: Node, filled: Filled): Filled => {
  const { leaves, spends } = slotRow(node);
  const inside = node._tag === "Named"
    ? node.body.reduce<Filled>((slots, one) => afterNode(one, slots), filled)
    : filled;
  const kept = Object.entries(inside).filter(([slot]) => !spends.includes(slot as Slot));
  return { ...Object.fromEntries(kept), ...leaves };
};

/** The anchor that knows most of what is filled. */
export const anchorOf = ({ block, dist, draft, ar }: Filled): string => {
  if (block === "open" || block === "clean") { return `from.${block}`; }
  if (dist === undefined) { return "from.noisy"; }
  if (draft === undefined) { return "from.predicted"; }
  return ar === undefined ? "from.draft" : "from.verified";
};
