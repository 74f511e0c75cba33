import * as E from "fp-ts/lib/Either.js";
import { match } from "ts-pattern";
import type { Abilities, Body, Node } from "../../dsl/mod.ts";
import { inBlocks } from "./blocks.ts";
import { denoise, repeat, until, when } from "./control.ts";
import { type ExactError, tooManyStates } from "./errors.ts";
import { type Live, liveBehind, prune } from "./liveness.ts";
import { levelled, type Place } from "./place.ts";
import type { Leaf, World } from "./move.ts";
import { moveOf } from "./stages.ts";
import { type Cloud, gather, type Outcome } from "./state.ts";

/** A distribution after some instructions, or why it is not known. */
export type Spread = Promise<E.Either<ExactError, Cloud>>;

/** One propagation: what stages need, and what it may cost. */
export interface Walk {
  readonly world: World;
  /** Positions of the row. */ readonly length: number;
  /** Which of them the caller fixed. */ readonly given: readonly boolean[];
  /** The model's own end and padding tokens. */ readonly endTokens: Pick<Abilities, "eos" | "pad">;
  /** States less likely than this are dropped. */ readonly threshold: number;
  /** Their probability. */ unresolved: number;
  /** Where the blocks before ended. */ from: number;
}

/** Pushes a distribution over states through a body; `after` is what is read behind it. */
export const throughBody = async (walk: Walk, body: Body, cloud: Cloud, place: Place, after: Live): Spread => {
  const behind = liveBehind(body, after);
  let current = cloud;
  for (const [i, node] of body.entries()) {
    const next = await throughNode(walk, node, current, place, behind[i]!);
    if (E.isLeft(next)) return next;
    current = next.right;
  }
  return E.right(current);
};

const throughNode = (walk: Walk, node: Node, cloud: Cloud, place: Place, after: Live): Spread =>
  match(node)
    .with({ _tag: "Denoise" }, (n) => denoise(walk, n, cloud, place, after))
    .with({ _tag: "When" }, (n) => when(walk, n, cloud, place, after))
    .with({ _tag: "Repeat" }, (n) => repeat(walk, n, cloud, place, after))
    .with({ _tag: "Until" }, (n) => until(walk, n, cloud, place, after))
    .with({ _tag: "Blocks" }, (n) => inBlocks(walk, n, cloud))
    .with({ _tag: "Named" }, (n) => throughBody(walk, n.body, cloud, place, after))
    .otherwise((n) => throughLeaf(walk, n, cloud, place, after));

const throughLeaf = async (walk: Walk, node: Leaf, cloud: Cloud, place: Place, after: Live): Spread => {
  const move = moveOf(node, walk.world);
  const next = new Map<string, Outcome>();
  for (const { state, weight } of cloud.values()) {
    const moved = await move(state, levelled(place, state));
    if (E.isLeft(moved)) return moved;
    gather(next, moved.right.map((one) => ({ ...one, state: prune(one.state, after) })), weight);
    const { limit } = walk.world;
    if (next.size > limit) return E.left(tooManyStates(node._tag, next.size, limit));
  }
  return E.right(dropUnlikely(walk, next));
};

const dropUnlikely = (walk: Walk, cloud: Map<string, Outcome>): Cloud => {
  if (walk.threshold === 0) return cloud;
  for (const [key, { weight }] of cloud) {
    if (weight >= walk.threshold) continue;
    walk.unresolved += weight;
    cloud.delete(key);
  }
  return cloud;
};
