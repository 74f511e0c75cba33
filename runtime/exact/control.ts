import * as E from "fp-ts/lib/Either.js";
import { clockPartOf } from "../../dsl/geometry.ts";
import type { Clock, Node } from "../../dsl/mod.ts";
import { evaluate, levelAt } from "./evaluate.ts";
import { type Live, liveBefore, readsOf, type RunSlot } from "./liveness.ts";
import { levelled, type Place } from "./place.ts";
import { type Spread, throughBody, type Walk } from "./propagate.ts";
import { type Cloud, cloudOf, gather, type Outcome } from "./state.ts";

type Of<T extends Node["_tag"]> = Extract<Node, { _tag: T }>;

/** Signal levels of `intervals` equal steps from time 1 to `timeEps`. */
export const levelsOf = (clock: Clock, intervals: number): readonly number[] => {
  const last = clock._tag === "Linspace" ? clock.timeEps : 0;
  return Array.from({ length: intervals + 1 }, (_, k) => levelAt(clock.schedule, 1 + (last - 1) * k / intervals));
};

/** Every update starts from its own level, whatever the one before it did. */
const unmoved = (cloud: Cloud): Cloud =>
  cloudOf([...cloud.values()].map(({ state, weight }) => ({ weight, state: { ...state, moved: false } })));

/** The updates of a block: the last one runs `last` and ends at level 1. */
export const denoise = async (walk: Walk, node: Of<"Denoise">, cloud: Cloud, place: Place, after: Live): Spread => {
  const { intervals, skipped } = clockPartOf(node.steps, node.policy, place);
  const levels = levelsOf(node.clock, intervals).slice(skipped);
  const steps = levels.length - 1;
  const beforeLast = liveBefore(node.last, after);
  const beforeEach = liveBefore([node], after);
  let current = cloud;
  for (let step = 0; step < steps; step++) {
    const isLast = step === steps - 1;
    const here = { ...place, step, steps, alphaT: levels[step]!, alphaS: isLast ? 1 : levels[step + 1]! };
    const live = isLast ? after : step === steps - 2 ? beforeLast : beforeEach;
    const next = await throughBody(walk, isLast ? node.last : node.each, unmoved(current), here, live);
    if (E.isLeft(next)) return next;
    current = next.right;
  }
  return E.right(current);
};

/** One of two bodies, by each state's test. */
export const when = async (walk: Walk, node: Of<"When">, cloud: Cloud, place: Place, after: Live): Spread => {
  const { vocabulary } = walk.world;
  const parts = [new Map<string, Outcome>(), new Map<string, Outcome>()] as const;
  for (const one of cloud.values()) {
    const view = { state: one.state, place: levelled(place, one.state), vocabulary };
    gather(parts[evaluate(node.test, view, 0) !== 0 ? 0 : 1], [one]);
  }
  const all = new Map<string, Outcome>();
  for (const [i, body] of [node.then, node.otherwise].entries()) {
    const next = await throughBody(walk, body, parts[i]!, place, after);
    if (E.isLeft(next)) return next;
    gather(all, next.right.values());
  }
  return E.right(all);
};

/** The body so many times. */
export const repeat = async (walk: Walk, node: Of<"Repeat">, cloud: Cloud, place: Place, after: Live): Spread => {
  const again = liveBefore([node], after);
  let current = cloud;
  for (let step = 0; step < node.times; step++) {
    const next = await throughBody(
      walk,
      node.body,
      current,
      { ...place, step, steps: node.times },
      step === node.times - 1 ? after : again,
    );
    if (E.isLeft(next)) return next;
    current = next.right;
  }
  return E.right(current);
};

/** The body until the test is not 0; states that are through wait for the others. */
export const until = async (walk: Walk, node: Of<"Until">, cloud: Cloud, place: Place, after: Live): Spread => {
  const again = new Set<RunSlot>([...liveBefore([node], after), ...readsOf(node.test)]);
  const through = new Map<string, Outcome>();
  let current = cloud;
  for (let step = 0; step < node.atMost && current.size > 0; step++) {
    const here = { ...place, step, steps: node.atMost };
    const next = await throughBody(walk, node.body, current, here, again);
    if (E.isLeft(next)) return next;
    const left = new Map<string, Outcome>();
    for (const one of next.right.values()) {
      const view = { state: one.state, place: levelled(here, one.state), vocabulary: walk.world.vocabulary };
      const stops = step === node.atMost - 1 || evaluate(node.test, view, 0) !== 0;
      gather(stops ? through : left, [one]);
    }
    current = left;
  }
  return E.right(through);
};
