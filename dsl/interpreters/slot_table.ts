import type { Formula } from "../expression/mod.ts";
import { slotsOf } from "../expression/reads.ts";
import type { Node, Tag } from "../node.ts";
import type { Slot, Slots, Transient } from "../slots.ts";
import { placesOf } from "./formula_places.ts";

/** Slots and what each holds. */
export type State = { readonly [K in Slot]?: Slots[K] };

/** What each slot holds while a block is being denoised. */
export const HOLDS = {
  block: "noisy",
  dist: "x0",
  draft: "tokens",
  ar: "x0",
  score: "numbers",
  picked: "positions",
} as const satisfies Slots;

/** What a stage reads, leaves and spends. */
export interface SlotRow {
  readonly reads: State;
  readonly leaves: State;
  readonly spends: readonly Slot[];
}

const noisy = { block: "noisy" } as const;
const dist = { dist: "x0" } as const;
const drafted = { ...noisy, draft: "tokens", picked: "positions" } as const;
const besidesBlock = ["dist", "draft", "ar", "score", "picked"] as const satisfies readonly Transient[];
const row = (reads: State, leaves: State, ...spends: Slot[]): SlotRow => ({ reads, leaves, spends });

/**
 * What every stage reads, leaves and spends; slots named by its formulas come on top (see `slotRow`).
 *
 * Loops and branches hand only the block on, in and out: what was read from the canvas before is stale behind them. A group
 * (`Named`) has no row of its own: its body speaks for it.
 */
export const SLOT_TABLE: { readonly [T in Tag]: SlotRow } = {
  Noise: row({ block: "open" }, noisy),
  Predict: row(noisy, dist),
  Guide: row({ ...noisy, ...dist }, dist),
  Shape: row(dist, dist),
  ToLoo: row(dist, dist),
  Posterior: row({ ...noisy, ...dist }, noisy, "dist"),
  Draft: row({ ...noisy, ...dist }, { draft: "tokens" }),
  Verify: row({ draft: "tokens" }, { ar: "x0" }),
  Score: row({}, { score: "numbers" }),
  Select: row({ score: "numbers" }, { picked: "positions" }, "score"),
  Accept: row({ ...noisy, ...dist, draft: "tokens", ar: "x0" }, { draft: "tokens", picked: "positions" }),
  Write: row(drafted, noisy, "draft", "picked", "dist", "ar"),
  Remember: row({}, {}),
  Credit: row(dist, dist),
  Finish: row({ ...noisy, ...dist }, { block: "clean" }, "dist"),
  Denoise: row(noisy, { block: "clean" }, ...besidesBlock),
  When: row(noisy, noisy, ...besidesBlock),
  Repeat: row(noisy, noisy, ...besidesBlock),
  Until: row(noisy, noisy, ...besidesBlock),
  Blocks: row({ block: "open" }, { block: "open" }),
  CommitBlock: row({ block: "clean" }, { block: "open" }),
  Named: row({}, {}),
  Custom: row({}, {}),
};

const holding = (slots: readonly Slot[]): State => Object.fromEntries(slots.map((slot) => [slot, HOLDS[slot]]));

/** The slots that some formulas read. */
export const slotsReadBy = (formulas: readonly Formula[]): State => holding(formulas.flatMap(slotsOf));

/** The row of one node: its tag's, with what its formulas name; a custom stage's is what it declares (its block is a noisy one). */
export const slotRow = (node: Node): SlotRow => {
  if (node._tag === "Custom") {
    return { reads: holding(node.reads), leaves: holding(node.leaves), spends: node.spends };
  }
  const base = node._tag === "Finish" && node.pick === "keep"
    ? { ...SLOT_TABLE.Finish, reads: noisy }
    : SLOT_TABLE[node._tag];
  // The test of `until` is read behind its body, where other slots may be filled.
  const formulas = node._tag === "Until" ? [] : placesOf(node).map((place) => place.formula);
  return { ...base, reads: { ...slotsReadBy(formulas), ...base.reads } };
};
