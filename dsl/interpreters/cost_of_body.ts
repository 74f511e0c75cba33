import { match } from "ts-pattern";
import { clockPartOf, type Extent, updatesOf } from "../geometry.ts";
import type { Body, Node } from "../node.ts";
import { type Bounds, either, exactly, isEqual, nothing, plus, sum, times } from "./bounds.ts";
import { constantOf, type Known } from "./constant.ts";
import { movesOf, nodeMoves } from "./level.ts";
import { decidersOf } from "./varying.ts";

/** Where a body runs: its block, the step variables as far as they are known, and how many passes lead here. */
interface Here {
  readonly extent: Extent;
  readonly known: Known;
  readonly passes: number;
  /** What bodies cost, by what it hangs on: loops inside loops would be counted again and again. */
  readonly seen: Map<Body, Map<string, Bounds>>;
}

/** Counting ends: loops that would make more passes than this are bounded instead, by the dearer and the cheaper branch. */
const MOST_PASSES = 1_000_000;

/** Model calls of a body that runs once on a block. Exact as long as tests read nothing but step variables and clocks are not random. */
export const costOfBody = (body: Body, extent: Extent): Bounds => {
  const known = { step: 0, steps: 1, alphaT: 0, alphaS: 1, blockSize: extent.size };
  return bodyCost(body, { extent, known, passes: 1, seen: new Map() });
};

const bodyCost = (body: Body, here: Here): Bounds => {
  const seen = here.seen.get(body) ?? new Map<string, Bounds>();
  const key = [...decidersOf(body)].map((variable) => here.known[variable]).join();
  const cost = seen.get(key) ?? nodesCost(body, here);
  here.seen.set(body, seen.set(key, cost));
  return cost;
};

const nodesCost = (body: Body, start: Here): Bounds => {
  let here = start;
  return sum(body.map((node) => {
    const calls = nodeCost(node, here);
    here = behind(node, here);
    return calls;
  }));
};

/** Behind a posterior the block is at the step's next level; where it may be, the level is not known. */
const behind = (node: Node, here: Here): Here => {
  const moves = nodeMoves(node);
  if (moves === "never") { return here; }
  const { alphaT: _, ...known } = here.known;
  const { alphaS } = known;
  return { ...here, known: moves === "always" && alphaS !== undefined ? { ...known, alphaT: alphaS } : known };
};

const nodeCost = (node: Node, here: Here): Bounds =>
  match(node)
    .with({ _tag: "Predict" }, { _tag: "Guide" }, { _tag: "Verify" }, () => exactly(1))
    .with({ _tag: "Custom" }, (n) => exactly(n.nfe))
    .with({ _tag: "Denoise" }, (n) => denoiseCost(n, here))
    .with({ _tag: "When" }, (n) => whenCost(n, here))
    .with({ _tag: "Repeat" }, (n) => passes(n.body, n.times, n.times, here))
    .with({ _tag: "Until" }, (n) => ({
      least: passes(n.body, 1, n.atMost, here).least,
      most: passes(n.body, n.atMost, n.atMost, here).most,
    }))
    .with({ _tag: "Blocks" }, { _tag: "Named" }, (n) => bodyCost(n.body, here))
    .with({ _tag: "Noise" }, { _tag: "Shape" }, { _tag: "ToLoo" }, { _tag: "Posterior" }, () => nothing)
    .with(
      { _tag: "Draft" },
      { _tag: "Score" },
      { _tag: "Select" },
      { _tag: "Accept" },
      { _tag: "Write" },
      () => nothing,
    )
    .with({ _tag: "Remember" }, { _tag: "Credit" }, { _tag: "Finish" }, { _tag: "CommitBlock" }, () => nothing)
    .exhaustive();

/** Both branches where the test is not known before the run. */
const whenCost = (node: Extract<Node, { _tag: "When" }>, here: Here): Bounds => {
  const [then, otherwise] = [bodyCost(node.then, here), bodyCost(node.otherwise, here)];
  if (isEqual(then, otherwise)) { return then; }
  const test = constantOf(node.test, here.known);
  return test === null ? either(then, otherwise) : test !== 0 ? then : otherwise;
};

/** The first `count` passes of a loop of `all`. */
const passes = (body: Body, count: number, all: number, here: Here): Bounds => {
  const level = movesOf(body) === "never" ? here : behind({ _tag: "Repeat", times: 1, body }, here);
  const first = { ...here, known: { ...here.known, step: 0, steps: all } };
  const later = (step: number): Here => ({ ...level, known: { ...level.known, step, steps: all } });
  if (count === 0) { return nothing; }
  return plus(bodyCost(body, inLoop(first, count)), counted(body, count - 1, (k) => later(k + 1), here));
};

/** What `count` passes cost, each in its place; counted one by one only if the step decides anything. */
const counted = (body: Body, count: number, at: (k: number) => Here, here: Here): Bounds => {
  if (count <= 0) { return nothing; }
  const deciders = decidersOf(body);
  const varies = (["step", "alphaT", "alphaS"] as const).some((variable) => deciders.has(variable));
  if (!varies) { return times(bodyCost(body, at(0)), count); }
  if (here.passes * count > MOST_PASSES) {
    const { step: _, alphaT: __, alphaS: ___, ...known } = at(0).known;
    return times(bodyCost(body, { ...at(0), known }), count);
  }
  let total = nothing;
  for (let k = 0; k < count; k++) { total = plus(total, bodyCost(body, inLoop(at(k), count))); }
  return total;
};

const inLoop = (here: Here, count: number): Here => ({ ...here, passes: here.passes * count });

/** The n-th update is the last one, and runs its own body. */
const denoiseCost = (node: Extract<Node, { _tag: "Denoise" }>, here: Here): Bounds => {
  const updates = updatesOf(node.steps, node.policy, here.extent);
  if (updates === 0) { return nothing; }
  const levels = levelsOf(node, here.extent);
  const at = (step: number): Here => ({
    ...here,
    known: { blockSize: here.extent.size, step, steps: updates, ...levels(step, updates) },
  });
  return plus(counted(node.each, updates - 1, at, here), bodyCost(node.last, at(updates - 1)));
};

type Levels = (step: number, updates: number) => Pick<Known, "alphaT" | "alphaS">;

/** The levels of an update, where the clock is not random; the last one ends at 1. */
const levelsOf = ({ clock, steps, policy }: Extract<Node, { _tag: "Denoise" }>, extent: Extent): Levels => {
  if (clock._tag === "FirstHitting") { return () => ({}); }
  const { intervals, skipped } = clockPartOf(steps, policy, extent);
  const at = (k: number) => constantOf(clock.schedule, { t: 1 + (clock.timeEps - 1) * (k + skipped) / intervals });
  return (step, updates) => {
    const [alphaT, alphaS] = [at(step), step === updates - 1 ? 1 : at(step + 1)];
    return alphaT === null || alphaS === null ? {} : { alphaT, alphaS };
  };
};
