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

/** Outcomes by place and start: loops and groups look at their bodies more than once, and they may be nested deeply. */
type Seen = Map<string, Outcome>;

/** Slot misuse in a whole program: every sampler starts and ends before a block. */
export const slotProblems = (nodes: Body): readonly Problem[] =>
  closed({ body: nodes, at: "nodes", seen: new Map() }, "open", "open", "the program");

/** A body, its place, and what is known already. */
interface Visit {
  readonly body: Body;
  readonly at: string;
  readonly seen: Seen;
}

const throughBody = (visit: Visit, start: Here): Outcome => {
  const key = `${visit.at} ${JSON.stringify(Object.entries(start).sort())}`;
  const outcome = visit.seen.get(key) ?? throughNodes(visit, start);
  visit.seen.set(key, outcome);
  return outcome;
};

const throughNodes = ({ body, at, seen }: Visit, start: Here): Outcome => {
  let here = start;
  const problems = body.flatMap((node, i) => {
    const after = throughNode(node, here, `${at}[${i}]`, seen);
    here = after.here;
    return after.problems;
  });
  return { here, problems };
};

const throughNode = (node: Node, here: Here, at: string, seen: Seen): Outcome => {
  const { reads, leaves, spends } = slotRow(node);
  const missing = complaints(labelOf(node), reads, here, at);
  // What a stage missed counts as there from now on, so that one mistake is one problem.
  const inside = throughBodies(node, { ...here, ...reads }, at, seen);
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
const closed = (visit: Visit, start: string, end: string, name: string): readonly Problem[] => {
  const { here, problems } = throughBody(visit, { block: start });
  return [...problems, ...endsAs(name, end, here, visit.at)];
};

const throughBodies = (node: Node, here: Here, at: string, seen: Seen): Outcome => {
  const visit = (label: string, body: Body): Visit => ({ body, at: `${at}.${label}`, seen });
  return match(node)
    .with({ _tag: "Denoise" }, (n) => ({
      here,
      problems: [
        ...closed(visit("each", n.each), "noisy", "noisy", "each"),
        ...closed(visit("last", n.last), "noisy", "clean", "last"),
      ],
    }))
    .with({ _tag: "Blocks" }, (n) => ({
      here,
      problems: closed(visit("body", n.body), "open", "open", "the body of blocks"),
    }))
    .with({ _tag: "Guided" }, (n) =>
      joined(
        branch(visit("then", n.then), here, "the guided branch"),
        branch(visit("otherwise", n.otherwise), here, "the other branch"),
      ))
    .with({ _tag: "Repeat" }, (n) => looped(visit("body", n.body), here, "the repeated body"))
    .with({ _tag: "Until" }, (n) => {
      const body = looped(visit("body", n.body), here, "the body of until");
      return { ...body, problems: [...body.problems, ...complaints("until", slotsReadBy([n.test]), body.here, at)] };
    })
    .with({ _tag: "Named" }, (n) => grouped(n.name, visit("body", n.body), here, at))
    .otherwise(() => ({ here, problems: [] }));
};

const branch = (visit: Visit, start: Here, name: string): Outcome => {
  const { here, problems } = throughBody(visit, start);
  return { here: { ...here, block: "noisy" }, problems: [...problems, ...endsAs(name, "noisy", here, visit.at)] };
};

const joined = (then: Outcome, otherwise: Outcome): Outcome => {
  const slots = Object.keys({ ...then.here, ...otherwise.here }) as Slot[];
  const here: Here = Object.fromEntries(slots.map((slot) => {
    const [one, other] = [then.here[slot], otherwise.here[slot]];
    return [slot, one === other ? one : "half"];
  }));
  return { here, problems: [...then.problems, ...otherwise.problems] };
};

/** A body that runs again starts from what it has left itself: what it spends is missing the second time. */
const looped = (visit: Visit, start: Here, name: string): Outcome => {
  const once = branch(visit, start, name);
  const spent = (Object.keys(start) as Slot[]).filter((slot) => once.here[slot] === undefined);
  return once.problems.length > 0 || spent.length === 0 ? once : branch(visit, without(start, spent), name);
};

/** What a group misses because nothing before it has left it is the group's complaint, under its own name. */
const grouped = (name: string, visit: Visit, start: Here, at: string): Outcome => {
  const alone = throughBody(visit, start);
  const wants = Object.fromEntries(
    alone.problems.flatMap(wanted).filter(([slot, holds]) =>
      throughBody(visit, { ...start, [slot]: holds }).problems.length < alone.problems.length
    ),
  );
  if (Object.keys(wants).length === 0) { return alone; }
  const given = throughBody(visit, { ...start, ...wants });
  return { here: given.here, problems: [...complaints(name, wants, start, at), ...given.problems] };
};

const wanted = (problem: Problem): readonly (readonly [string, string])[] =>
  match(problem)
    .with({ _tag: "SlotEmpty" }, { _tag: "SlotOfOneBranch" }, (p) => [[p.slot, HOLDS[p.slot as Slot]] as const])
    .with({ _tag: "BlockState" }, (p) => [["block", p.want] as const])
    .otherwise(() => []);
