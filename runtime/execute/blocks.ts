import * as E from "fp-ts/lib/Either.js";
import { type Block, blocksOf, endOf, type Node } from "../../dsl/mod.ts";
import type { RunError } from "../errors.ts";
import type { Slots } from "../lower/environment.ts";
import { fold, hashName, type Key, sampleKey } from "../random/mod.ts";
import type { Row } from "../rows.ts";
import type { Event } from "../trace.ts";
import { blockBatch } from "./block_batch.ts";
import { freshSlots, runBody } from "./body.ts";
import type { Frame } from "./frame.ts";
import type { RunState } from "./run_state.ts";

type BlocksNode = Node & { _tag: "Blocks" };

/** Runs the body once for every block of every row; each row is at a block of its own. */
export async function* runBlocks(
  node: BlocksNode,
  state: RunState,
): AsyncGenerator<Event, E.Either<RunError, void>> {
  const cuts = state.rows.map((row) => ({
    size: node.size,
    upTo: node.upTo,
    prefix: node.prefix,
    length: row.tokens.length,
    from: row.committed,
    frozen: Array.from(row.frozen),
  }));
  const blocks = cuts.map((cut) => blocksOf(cut).filter((block) => block.free > 0));
  const positions = blocks.flat().reduce((most, block) => Math.max(most, block.size), 1);
  for (let i = 0; state.rows.some((row, r) => i < blocks[r]!.length && !row.done); i++) {
    const taking = state.rows.map((row, r) => row.done ? undefined : blocks[r]![i]);
    const done: E.Either<RunError, void> = yield* runBlock(node, state, taking, positions);
    if (E.isLeft(done)) { return done; }
  }
  state.rows.forEach((row, r) => {
    row.committed = Math.max(row.committed, endOf(cuts[r]!));
  });
  return E.right(undefined);
}

async function* runBlock(
  node: BlocksNode,
  state: RunState,
  blocks: readonly (Block | undefined)[],
  positions: number,
): AsyncGenerator<Event, E.Either<RunError, void>> {
  const batch = blockBatch(state.rows, blocks, positions, state.model.abilities.vocabulary, node, state.scratch);
  const frame = blockFrame(state.rows, blocks);
  const at = { state, batch, frame, ordinal: 0 };
  state.previous = null;
  state.scratch.clear();
  const after: E.Either<RunError, Slots> = yield* runBody(node.body, freshSlots(at), at);
  if (E.isLeft(after)) { return after; }
  return E.right(undefined);
}

/** Outside of `denoise` a block is at the prior, and the next level is clean. */
const blockFrame = (rows: readonly Row[], blocks: readonly (Block | undefined)[]): Frame => ({
  rows: rows.map((row) => row.index).filter((row) => blocks[row] !== undefined),
  keys: rows.map((row, r): Key =>
    fold(fold(sampleKey(row.seed, row.sample), hashName("Blocks")), blocks[r]?.start ?? 0)
  ),
  step: rows.map(() => 0),
  steps: rows.map(() => 1),
  alphaT: rows.map(() => 0),
  alphaS: rows.map(() => 1),
  within: [],
});
