import * as E from "fp-ts/lib/Either.js";
import { type Block, blocksOf, endOf } from "../../dsl/geometry.ts";
import type { Node, Stop } from "../../dsl/mod.ts";
import { placeOf } from "./place.ts";
import { type Spread, throughBody, type Walk } from "./propagate.ts";
import { type Cloud, gather, type Outcome, type RunState } from "./state.ts";

type Blocks = Extract<Node, { _tag: "Blocks" }>;

/** The body, block by block. Rows that are done cost nothing more. */
export const inBlocks = async (walk: Walk, node: Blocks, cloud: Cloud): Spread => {
  const cut = { ...node, length: walk.length, from: walk.from, frozen: walk.given };
  let current = cloud;
  for (const block of blocksOf(cut)) {
    if (block.free === 0) continue;
    const next = await inBlock(walk, node, current, block);
    if (E.isLeft(next)) return next;
    current = next.right;
  }
  walk.from = endOf(cut);
  return E.right(current);
};

const inBlock = async (walk: Walk, node: Blocks, cloud: Cloud, block: Block): Spread => {
  const { given, from } = walk;
  const known = (position: number) => position < from || given[position] === true;
  const unknown = (
    position: number,
  ) => (node.prefix === null ? !known(position) : position >= Math.max(from, node.prefix));
  const { done, going } = split(cloud);
  const place = placeOf(block, known, unknown, node.size === "sequence" ? null : node.size);
  const ended = await throughBody(walk, node.body, going, place, new Set());
  if (E.isLeft(ended)) return ended;
  const all = new Map(done);
  for (const { state, weight } of ended.right.values()) {
    gather(all, [{ weight, state: afterBlock(walk, node.stop, state, block) }]);
  }
  return E.right(all);
};

const split = (cloud: Cloud): { readonly done: Cloud; readonly going: Cloud } => {
  const entries = [...cloud];
  const part = (done: boolean) => new Map<string, Outcome>(entries.filter(([, { state }]) => state.done === done));
  return { done: part(true), going: part(false) };
};

/** The stop rule: what a finished block that holds the end token at a free position does to its row. */
const afterBlock = (walk: Walk, stop: Stop | null, state: RunState, block: Block): RunState => {
  const eos = stop?.eos ?? walk.endTokens.eos;
  if (stop === null || eos === undefined || state.padding !== null) return state;
  const pad = stop.pad ?? walk.endTokens.pad ?? eos;
  const end = block.start + block.size;
  const at = state.row.findIndex((token, i) => i >= block.start && i < end && token === eos && !walk.given[i]);
  if (at < 0) return state;
  const padded = (until: number) => state.row.map((token, i) => (i > at && i < until && !walk.given[i] ? pad : token));
  return stop.afterEos === "end"
    ? { ...state, row: padded(walk.length), done: true }
    : { ...state, row: padded(end), padding: pad };
};
