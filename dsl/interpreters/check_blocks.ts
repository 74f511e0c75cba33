import type { Abilities } from "../abilities.ts";
import { endOf } from "../geometry.ts";
import type { Body, Node } from "../node.ts";
import { everyNode, type Placed } from "./bodies_of.ts";
import type { Problem } from "./problem.ts";
import { RANGES } from "./ranges.ts";
import { labelOf } from "./spelling.ts";

/** What a check may know of the run. */
export interface PlannedRun {
  /** Positions of the longest row, prompt included. */ readonly length?: number;
}

type Blocks = Extract<Node, { _tag: "Blocks" }>;

/** How the blocks of a program lie, and whether a model serves them. */
export const blockProblems = (nodes: Body, model: Abilities | null, run: PlannedRun): readonly Problem[] => {
  const placed = outerBlocks(nodes, "nodes");
  return [
    ...outside(nodes),
    ...nested(placed),
    ...misaligned(placed, run.length ?? Infinity),
    ...(model === null ? [] : [
      ...placed.flatMap((blocks) => unserved(blocks, model, run)),
      ...tooLong("the row", run.length ?? 0, model, "nodes"),
    ]),
  ];
};

interface PlacedBlocks {
  readonly node: Blocks;
  readonly at: string;
}

/** The `blocks` of a program, through groups but not those inside another. */
const outerBlocks = (body: Body, at: string): readonly PlacedBlocks[] =>
  body.flatMap((node, i): readonly PlacedBlocks[] => {
    if (node._tag === "Blocks") { return [{ node, at: `${at}[${i}]` }]; }
    return node._tag === "Named" ? outerBlocks(node.body, `${at}[${i}].body`) : [];
  });

/** The first stage that has no block to work on; one sentence is enough for all of them. */
const outside = (nodes: Body): readonly Problem[] =>
  withoutBlocks(nodes, "nodes").slice(0, 1).map(({ node, at }): Problem => ({
    _tag: "OutsideBlocks",
    at,
    stage: labelOf(node),
  }));

const withoutBlocks = (body: Body, at: string): readonly Placed[] =>
  body.flatMap((node, i): readonly Placed[] => {
    if (node._tag === "Blocks") { return []; }
    return node._tag === "Named" ? withoutBlocks(node.body, `${at}[${i}].body`) : [{ node, at: `${at}[${i}]` }];
  });

const nested = (placed: readonly PlacedBlocks[]): readonly Problem[] =>
  placed.flatMap((outer) =>
    everyNode(outer.node.body, `${outer.at}.body`)
      .filter((inner) => inner.node._tag === "Blocks")
      .map(({ at }): Problem => ({ _tag: "BlocksInBlocks", at }))
  );

/** Where each `blocks` ends is where the next one starts: at the border of a block of both. */
const misaligned = (placed: readonly PlacedBlocks[], length: number): readonly Problem[] => {
  let from = 0;
  return placed.flatMap(({ node, at }): readonly Problem[] => {
    const start = from;
    from = endOf({ upTo: node.upTo, length, from });
    const { size } = node;
    const fits = size === "sequence" ? start === 0 : start % size === 0 || !RANGES.count.holds(size);
    return fits || start >= length ? [] : [{ _tag: "Misaligned", at, size, start }];
  });
};

const unserved = ({ node, at }: PlacedBlocks, model: Abilities, run: PlannedRun): readonly Problem[] => {
  const end = Math.min(node.upTo ?? Infinity, run.length ?? Infinity);
  const wanted = node.size === "sequence" ? end : node.size;
  if (wanted === Infinity || !RANGES.count.holds(wanted)) { return []; }
  const size = Math.min(wanted, end);
  const why = node.size === "sequence" ? "sequence" : size < wanted ? "rest" : "size";
  const rest = end === Infinity ? 0 : end % size;
  return [
    ...notIn(model, size, why, at),
    ...(rest > 0 ? notIn(model, rest, "rest", at) : []),
    ...tooLong("a block", size, model, at),
  ];
};

const notIn = (model: Abilities, size: number, why: "size" | "rest" | "sequence", at: string): readonly Problem[] => {
  const served = model.blockSizes;
  return served === "any" || served.includes(size) ? [] : [{ _tag: "BlockSize", at, size, served, why }];
};

const tooLong = (what: string, found: number, model: Abilities, at: string): readonly Problem[] =>
  found > model.maximumLength ? [{ _tag: "TooLong", at, what, found, limit: model.maximumLength }] : [];
