import { match } from "ts-pattern";
import type { Body, Node } from "../node.ts";
import type { Slot } from "../slots.ts";
import type { Problem } from "./problem.ts";
import { HOLDS, labelOf, slotRow, slotsReadBy, type State } from "./slot_table.ts";

/** What is in the slots here; `half` where only one branch of `guided` has left something. */
type Here = { readonly [K in Slot]?: string };

/** Slots behind a body, and what was wrong on the way. */
interface Outcome {
  readonly here: Here;
  readonly problems: readonly Problem[];
}

/** Slot misuse in a whole program: every sampler starts and ends before a block. */
export const slotProblems = (nodes: Body): readonly Problem[] =>
  closed(nodes, "open", "open", "the program", "nodes");

const throughBody = (body: Body, start: Here, at: string): Outcome =>
  body.reduce<Outcome>((before, node, i) => {
    const after = throughNode(node, before.here, `${at}[${i}]`);
    return { here: after.here, problems: [...before.problems, ...after.problems] };
  }, { here: start, problems: [] });

const throughNode = (node: Node, here: Here, at: string): Outcome => {
  const { reads, leaves, spends } = slotRow(node);
  const missing = complaints(labelOf(node), reads, here, at);
  // What a stage missed counts as there from now on, so that one mistake is one problem.
  const inside = throughBodies(node, { ...here, ...reads }, at);
  return { here: { ...without(inside.here, spends), ...leaves }, problems: [...missing, ...inside.problems] };
};

const complaints = (stage: string, reads: State, here: Here, at: string): readonly Problem[] =>
  (Object.keys(reads) as Slot[]).flatMap((slot): readonly Problem[] => {
    const found = here[slot];
    if (found === undefined) { return [{ _tag: "SlotEmpty", at, stage, slot }]; }
    if (found === "half") { return [{ _tag: "SlotOfOneBranch", at, stage, slot }]; }
    return found === reads[slot] ? [] : [{ _tag: "BlockState", at, stage, want: reads[slot]!, found }];
  });

const without = (here: Here, spends: readonly Slot[]): Here =>
  Object.fromEntries(Object.entries(here).filter(([slot]) => !spends.includes(slot as Slot)));

const endsAs = (body: string, want: string, here: Here, at: string): readonly Problem[] =>
  here.block === want ? [] : [{ _tag: "BodyEnds", at, body, want, found: here.block ?? "unset" }];

/** A body that sees nothing of what is around it. */
const closed = (body: Body, start: string, end: string, name: string, at: string): readonly Problem[] => {
  const { here, problems } = throughBody(body, { block: start }, at);
  return [...problems, ...endsAs(name, end, here, at)];
};

const throughBodies = (node: Node, here: Here, at: string): Outcome =>
  match(node)
    .with({ _tag: "Denoise" }, (n) => ({
      here,
      problems: [
        ...closed(n.each, "noisy", "noisy", "each", `${at}.each`),
        ...closed(n.last, "noisy", "clean", "last", `${at}.last`),
      ],
    }))
    .with({ _tag: "Blocks" }, (n) => ({
      here,
      problems: closed(n.body, "open", "open", "the body of blocks", `${at}.body`),
    }))
    .with({ _tag: "Guided" }, (n) =>
      joined(
        branch(n.then, here, "the guided branch", `${at}.then`),
        branch(n.otherwise, here, "the other branch", `${at}.otherwise`),
      ))
    .with({ _tag: "Repeat" }, (n) => looped(n.body, here, "the repeated body", `${at}.body`))
    .with({ _tag: "Until" }, (n) => {
      const body = looped(n.body, here, "the body of until", `${at}.body`);
      return { ...body, problems: [...body.problems, ...complaints("until", slotsReadBy([n.test]), body.here, at)] };
    })
    .with({ _tag: "Named" }, (n) => grouped(n.name, n.body, here, at))
    .otherwise(() => ({ here, problems: [] }));

const branch = (body: Body, start: Here, name: string, at: string): Outcome => {
  const { here, problems } = throughBody(body, start, at);
  return { here: { ...here, block: "noisy" }, problems: [...problems, ...endsAs(name, "noisy", here, at)] };
};

const joined = (then: Outcome, otherwise: Outcome): Outcome => {
  const slots = Object.keys({ ...then.here, ...otherwise.here }) as Slot[];
  const here: Here = Object.fromEntries(slots.map((slot) => {
    const [one, other] = [then.here[slot], otherwise.here[slot]];
    return [slot, slot === "block" || one === other ? one : "half"];
  }));
  return { here, problems: [...then.problems, ...otherwise.problems] };
};

/** A body that runs again starts from what it has left itself: what it spends is missing the second time. */
const looped = (body: Body, start: Here, name: string, at: string): Outcome => {
  const once = branch(body, start, name, at);
  if (once.problems.length > 0) { return once; }
  const spent = (Object.keys(start) as Slot[]).filter((slot) => once.here[slot] === undefined);
  return branch(body, without(start, spent), name, at);
};

/** What a group misses because nothing before it has left it is the group's complaint, under its own name. */
const grouped = (name: string, body: Body, start: Here, at: string): Outcome => {
  const alone = throughBody(body, start, `${at}.body`);
  const wants = Object.fromEntries(alone.problems.flatMap(wanted).filter(([slot, holds]) =>
    throughBody(body, { ...start, [slot]: holds }, `${at}.body`).problems.length < alone.problems.length
  ));
  if (Object.keys(wants).length === 0) { return alone; }
  const given = throughBody(body, { ...start, ...wants }, `${at}.body`);
  return { here: given.here, problems: [...complaints(name, wants, start, at), ...given.problems] };
};

const wanted = (problem: Problem): readonly (readonly [string, string])[] =>
  match(problem)
    .with({ _tag: "SlotEmpty" }, { _tag: "SlotOfOneBranch" }, (p) => [[p.slot, HOLDS[p.slot as Slot]] as const])
    .with({ _tag: "BlockState" }, (p) => [["block", p.want] as const])
    .otherwise(() => []);
