import { blocksOf, type Body, type Cut, endOf } from "../dsl/mod.ts";
import { type Blocks, blocksIn } from "./blocks_in.ts";
import type { RunError } from "./errors.ts";
import type { Row } from "./rows.ts";

/** A `prefix` that counts whole blocks of a row as known, which nobody has filled; null if there is none. */
export const prefixProblem = (nodes: Body, rows: readonly Row[]): RunError | null => {
  const all = blocksIn(nodes);
  if (all.every(({ prefix }) => prefix === null)) { return null; }
  return rows.map((row) => ofRow(all, row)).find((problem) => problem !== null) ?? null;
};

const ofRow = (all: readonly Blocks[], row: Row): RunError | null => {
  let from = 0;
  for (const node of all) {
    const cut: Cut = { ...node, length: row.tokens.length, from, frozen: Array.from(row.frozen) };
    const missed = firstMissed(cut);
    if (missed !== null) {
      return {
        _tag: "OutOfRange",
        what: "the prefix of blocks",
        range: `no longer than what row ${row.index} begins with, or its position ${missed} would never be made`,
        found: String(node.prefix),
      };
    }
    from = endOf(cut);
  }
  return null;
};

/** The first position that is neither given nor in a block that will be made. */
const firstMissed = (cut: Cut): number | null => {
  const made = blocksOf(cut).filter(({ free }) => free > 0);
  for (let position = cut.from; position < endOf(cut); position++) {
    const isMade = made.some(({ start, size }) => position >= start && position < start + size);
    if (!isMade && !cut.frozen[position]) { return position; }
  }
  return null;
};
