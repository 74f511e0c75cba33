import type { Abilities, Stop } from "../../dsl/mod.ts";
import type { Row } from "../rows.ts";

/**
 * A row ends, or is marked, when the committed block holds the end token at a free position; what stands behind it becomes
 * padding, in the block or, where the row ends, up to its length. Frozen tokens stay.
 *
 * @returns The position up to which the row's tokens are final now.
 */
export const stopRow = (row: Row, start: number, end: number, stop: Stop, abilities: Abilities): number => {
  const eos = stop.eos ?? abilities.eos;
  const at = row.tokens.findIndex((token, i) => i >= start && i < end && token === eos && row.frozen[i] === 0);
  if (at < 0 || row.finished) { return end; }
  const pad = stop.pad ?? abilities.pad ?? eos!;
  const last = stop.afterEos === "end" ? row.tokens.length : end;
  for (let i = at + 1; i < last; i++) {
    if (row.frozen[i] === 0) { row.tokens[i] = pad; }
  }
  row.finished = true;
  row.pad = pad;
  row.done = stop.afterEos === "end";
  return last;
};
