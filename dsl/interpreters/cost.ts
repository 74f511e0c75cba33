import { type Block, blocksOf, type Cut, endOf } from "../geometry.ts";
import type { Body, Node } from "../node.ts";
import type { Program } from "../program.ts";
import { type Bounds, nothing, sum } from "./bounds.ts";
import { costOfBody } from "./cost_of_body.ts";

/** The row that a program is to be costed for. */
export interface CostOptions {
  /** Positions of the row, prompt included. */ readonly length: number;
  /** How many positions the prompt fixes; 0 by default. */ readonly prompt?: number;
  /** Which positions the caller fixed, for infilling; those behind its end are not. The prompt is fixed besides. */
  readonly infill?: readonly (boolean | number)[];
}

/** What one block costs. */
export interface BlockCost extends Block, Bounds {}

/** Function evaluations (NFE) of one row: exactly `least` where it equals `most`. */
export interface Cost extends Bounds {
  /** Each block, in order; with a stop, the later ones count only towards `most`. */ readonly perBlock:
    readonly BlockCost[];
}

/**
 * Counts the model calls of one row before running: predict 1, guide 1, verify 1, custom what it says; bounds where `until` or `stop` decide.
 *
 * Blocks in which everything is known cost nothing. A row of its own: others of the batch change nothing.
 *
 * @example ARPC with AR scores costs 2N - 1 a block
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { ar, arpc, cost } from "blockgen/dsl";
 *
 * strictEqual(cost(arpc({ size: 16, steps: 8, by: ar.nll }), { length: 32 }).most, 2 * 15);
 * ```
 */
export const cost = (program: Program, options: CostOptions): Cost => {
  const walk = ofProgram(program.nodes, { options, from: 0, mayHaveStopped: false });
  return { ...sum(walk.parts), perBlock: walk.perBlock };
};

interface Place {
  readonly options: CostOptions;
  /** Where the blocks so far ended. */ readonly from: number;
  /** May the row be done already? Then the rest costs between nothing and all. */ readonly mayHaveStopped: boolean;
}

interface Walk extends Place {
  readonly parts: readonly Bounds[];
  readonly perBlock: readonly BlockCost[];
}

const ofProgram = (nodes: Body, place: Place): Walk =>
  nodes.reduce<Walk>((before, node) => {
    const after = ofNode(node, before);
    return { ...after, parts: [...before.parts, ...after.parts], perBlock: [...before.perBlock, ...after.perBlock] };
  }, { ...place, parts: [], perBlock: [] });

const ofNode = (node: Node, place: Place): Walk => {
  if (node._tag === "Blocks") { return ofBlocks(node, place); }
  if (node._tag === "Named") { return ofProgram(node.body, place); }
  return { ...place, parts: [costOfBody([node], { size: 1, free: 1 })], perBlock: [] };
};

const ofBlocks = (node: Extract<Node, { _tag: "Blocks" }>, place: Place): Walk => {
  const { options, from } = place;
  const cut: Cut = { ...node, length: options.length, from, frozen: frozenOf(options) };
  const seen = new Map<string, Bounds>();
  const perBlock = blocksOf(cut).map((block): BlockCost => ({ ...block, ...ofBlock(node.body, block, seen) }));
  const ends = node.stop?.afterEos === "end";
  const firstFree = perBlock.findIndex((block) => block.free > 0);
  const parts = perBlock.map(({ least, most }, i): Bounds => ({
    least: place.mayHaveStopped || (ends && i > firstFree) ? 0 : least,
    most,
  }));
  return {
    options,
    from: endOf(cut),
    mayHaveStopped: place.mayHaveStopped || (ends && firstFree >= 0),
    parts,
    perBlock,
  };
};

/** Most blocks of a row are alike. */
const ofBlock = (body: Body, { size, free }: Block, seen: Map<string, Bounds>): Bounds => {
  const key = `${size} ${free}`;
  const known = seen.get(key) ?? (free === 0 ? nothing : costOfBody(body, { size, free }));
  seen.set(key, known);
  return known;
};

const frozenOf = ({ length, prompt = 0, infill = [] }: CostOptions): readonly boolean[] =>
  Array.from({ length }, (_, position) => position < prompt || Boolean(infill[position]));
