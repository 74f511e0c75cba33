import { match } from "ts-pattern";
import type { Body, Node } from "../node.ts";
import type { Slot } from "../slots.ts";
import type { Problem } from "./problem.ts";
import { HOLDS, slotRow, slotsReadBy, type State } from "./slot_table.ts";
import { guidedOf, labelOf } from "./spelling.ts";

/** What is in the slots here. */
type Here = { readonly [K in Slot]?: string };

/** Slots behind a body, and what was wrong on the way. */
interface Outcome {
  readonly here: Here;
  readonly problems: readonly Problem[];
}

/** Outcomes by place and start: groups look at their bodies more than once, and they may be nested deeply. */
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
    return found === reads[slot] ? [] : [{ _tag: "BlockState", at, stage, want: reads[slot]!, found }];
  });

const without = (here: Here, spends: readonly Slot[]): Here =>
  Object.fromEntries(Object.entries(here).filter(([slot]) => !spends.includes(slot as Slot)));

const endsAs = (body: string, want: string, here: Here, at: string): readonly Problem[] =>
  here.block === want ? [] : [{ _tag: "BodyEnds", at, body, want, found: here.block ?? "unset" }];

/** A body of a loop or a branch: it sees nothing but the block. */
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
    .with({ _tag: "When" }, (n) => {
      const [then, otherwise] = guidedOf(n.test) === null
        ? ["then", "otherwise"] as const
        : ["the guided branch", "the other branch"] as const;
      return {
        here,
        problems: [
          ...closed(visit("then", n.then), "noisy", "noisy", then),
          ...closed(visit("otherwise", n.otherwise), "noisy", "noisy", otherwise),
        ],
      };
    })
    .with({ _tag: "Repeat" }, (n) => ({
      here,
      problems: closed(visit("body", n.body), "noisy", "noisy", "the repeated body"),
    }))
    .with({ _tag: "Until" }, (n) => ({
      here,
      problems: [
        ...closed(visit("body", n.body), "noisy", "noisy", "the body of until"),
        ...complaints("until", slotsReadBy([n.test]), { block: "noisy" }, at),
      ],
    }))
    .with({ _tag: "Named" }, (n) => grouped(n.name, visit("body", n.body), here, at))
    .otherwise(() => ({ here, problems: [] }));
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
    .with({ _tag: "SlotEmpty" }, (p) => [[p.slot, HOLDS[p.slot as Slot]] as const])
    .with({ _tag: "BlockState" }, (p) => [["block", p.want] as const])
    .otherwise(() => []);
