import { match } from "ts-pattern";
import { type Body, type Feature, type Formula, formulasOf, type Node, usesOf } from "../../dsl/mod.ts";
import { constantOf } from "../../dsl/interpreters/constant.ts";
import type { RunState } from "./state.ts";

/**
 * Which slots of a state something may still read: the others are dropped, and states that differ only there merge.
 *
 * Without it a corrector would follow every pair of canvas and draft, although after the draft only the draft matters.
 */
export type Live = ReadonlySet<RunSlot>;

/** A slot of a run state. */
export type RunSlot = "canvas" | "dist" | "draft" | "ar" | "score" | "picked" | "previous";

const nothing: Live = new Set();

const slotsOf = (feature: Feature): readonly RunSlot[] =>
  match(feature)
    .returnType<readonly RunSlot[]>()
    .with("dist.entropy", "dist.confidence", "dist.margin", "dist.argmax", () => ["dist"])
    .with("dist.current", () => ["dist", "canvas"])
    .with("draft.probability", () => ["dist", "draft"])
    .with("draft.changed", () => ["draft", "canvas"])
    .with("ar.nll", "ar.gap", () => ["ar", "draft"])
    .with("ar.entropy", () => ["ar"])
    .with("divergence.kl", "divergence.reverseKl", "divergence.tv", () => ["ar", "dist"])
    .with("picked", () => ["picked"])
    .with("masked", () => ["canvas"])
    .with("frozen", "position", "index", "random", () => [])
    .exhaustive();

/** The slots that formulas look at. */
export const readsOf = (...formulas: readonly Formula[]): readonly RunSlot[] =>
  formulas.flatMap(usesOf).flatMap((use) => (use._tag === "Feature" ? slotsOf(use.of) : []));

/** Read before a stage: what it reads, and what is read after it and not overwritten by it. */
const through = (after: Live, reads: readonly RunSlot[], writes: readonly RunSlot[] = []): Live =>
  new Set([...reads, ...[...after].filter((slot) => !writes.includes(slot))]);

const union = (...lives: readonly Live[]): Live => new Set(lives.flatMap((live) => [...live]));

/** Live before a loop whose body may run any number of times. */
const loop = (body: Body, after: Live): Live => {
  const before = union(after, liveBefore(body, after));
  return before.size === after.size ? before : loop(body, before);
};

/** Live before a node, when `after` is live behind it. */
const throughNode = (node: Node, after: Live): Live =>
  match(node)
    .with({ _tag: "Noise" }, () => through(after, [], ["canvas", "previous"]))
    .with(
      { _tag: "Predict" },
      (n) => through(after, n.self ? ["canvas", "previous"] : ["canvas"], ["dist", "previous"]),
    )
    .with({ _tag: "Guide" }, (n) => through(after, ["canvas", "dist", ...readsOf(n.scale)]))
    .with({ _tag: "Shape" }, (n) => through(after, ["dist", ...readsOf(n.temperature)]))
    .with({ _tag: "ToLoo" }, () => through(after, ["canvas", "dist"]))
    .with({ _tag: "Posterior" }, (n) => through(after, ["canvas", "dist", ...readsOf(n.remask)]))
    .with({ _tag: "Draft" }, (n) => through(after, n.of === "posterior" ? ["canvas", "dist"] : ["dist"], ["draft"]))
    .with({ _tag: "Verify" }, (n) => through(after, ["draft", ...readsOf(n.temperature)], ["ar"]))
    .with({ _tag: "Score" }, (n) => through(after, readsOf(n.by), ["score"]))
    .with({ _tag: "Select" }, (n) => through(after, ["score", ...readsOf(...formulasOf(n.pick))], ["picked"]))
    .with(
      { _tag: "Accept" },
      (n) => through(after, ["canvas", "dist", "draft", "ar", ...readsOf(n.among)], ["picked"]),
    )
    .with({ _tag: "Write" }, (n) =>
      constantOf(n.rest) === 1 && constantOf(n.level) !== null
        ? through(after, ["draft", "picked"], ["canvas", "dist", "ar"])
        : through(after, ["canvas", "draft", "picked", ...readsOf(n.level, n.rest)], ["dist", "ar"]))
    .with({ _tag: "Credit" }, (n) =>
      through(after, ["dist", ...readsOf(n.decay, n.gain, n.weight)]))
    .with({ _tag: "Remember" }, (n) =>
      through(after, readsOf(n.value)))
    .with({ _tag: "Finish" }, (n) =>
      through(after, n.pick === "keep" ? ["canvas"] : ["canvas", "dist", ...readsOf(n.among)]))
    .with({ _tag: "CommitBlock" }, () =>
      through(nothing, ["canvas"]))
    .with(
      { _tag: "Custom" },
      (n) =>
        through(after, ["canvas", ...n.reads.flatMap((slot) => (slot === "block" ? [] : [slot]))]),
    )
    .with({ _tag: "Denoise" }, (n) => loop(n.each, liveBefore(n.last, after)))
    .with({ _tag: "When" }, (n) =>
      union(liveBefore(n.then, after), liveBefore(n.otherwise, after), new Set(readsOf(n.test))))
    .with({ _tag: "Repeat" }, (n) =>
      loop(n.body, after))
    .with({ _tag: "Until" }, (n) =>
      loop(n.body, union(after, new Set(readsOf(n.test)))))
    .with({ _tag: "Blocks" }, () => nothing)
    .with({ _tag: "Named" }, (n) => liveBefore(n.body, after))
    .exhaustive();

/** Live before a body, when `after` is live behind it. */
export const liveBefore = (body: Body, after: Live): Live =>
  body.reduceRight((live, node) => throughNode(node, live), after);

/** What is live behind each node of a body, when `after` is live behind all of it. */
export const liveBehind = (body: Body, after: Live): readonly Live[] =>
  body.map((_, i) => liveBefore(body.slice(i + 1), after));

/** The state without what nothing reads any more. */
export const prune = (state: RunState, live: Live): RunState => {
  const keep = <S extends RunSlot>(slot: S): RunState[S] | null => (live.has(slot) ? state[slot] : null);
  return {
    ...state,
    canvas: keep("canvas"),
    dist: keep("dist"),
    draft: keep("draft"),
    ar: keep("ar"),
    score: keep("score"),
    picked: keep("picked"),
    previous: keep("previous"),
  };
};
