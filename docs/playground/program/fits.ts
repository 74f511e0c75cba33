import {
  type Abilities,
  type Body,
  check,
  describeProblem,
  type Node,
  type PlannedRun,
  type Problem,
  program,
} from "blockgen/dsl";
import { outlineOf } from "../../../dsl/interpreters/outline.ts";
import { inserted, replaced } from "./edit.ts";
import { palette } from "./palette.ts";
import type { Path } from "./path.ts";
import { says } from "./says.ts";

/** A stage that a place could get. */
export interface Offer {
  /** Its name and what is special about it: `shape temperature 0.7`. */ readonly label: string;
  readonly says: string;
  readonly node: Node;
  /** Why it does not fit there, the sentence that says most first; none if it does. */ readonly problems:
    readonly string[];
}

/** Who asks: the model, if it is known, and the run. */
interface Asking {
  readonly nodes: Body;
  readonly abilities: Abilities | null;
  readonly run: PlannedRun;
}

/** Every stage of the palette for a gap: those that fit first, then the others with what `check` says of them. */
export const offersAt = (nodes: Body, gap: Path, abilities: Abilities | null, run: PlannedRun): readonly Offer[] =>
  offersFor({ nodes, abilities, run }, (node) => inserted(nodes, gap, node));

/** The same for the place of a node that is there already. */
export const offersInsteadOf = (
  nodes: Body,
  path: Path,
  abilities: Abilities | null,
  run: PlannedRun,
): readonly Offer[] => offersFor({ nodes, abilities, run }, (node) => replaced(nodes, path, node));

const offersFor = (asking: Asking, changed: (node: Node) => Body): readonly Offer[] => {
  const before = sentencesOf(asking, asking.nodes);
  const offers = palette.map((node): Offer => ({
    label: labelOf(node),
    says: says(node),
    node,
    problems: added(before, sentencesOf(asking, changed(node))),
  }));
  return [...offers.filter(fits), ...offers.filter((offer) => !fits(offer))];
};

/** Nothing against it? */
export const fits = ({ problems }: Offer): boolean => problems.length === 0;

const labelOf = (node: Node): string => {
  const { name, knobs } = outlineOf(node);
  const inside = node._tag === "Named" ? node.body.filter(({ _tag }) => _tag === "Score").map(outlineOf) : [];
  return [name, ...knobs, ...inside.flatMap((score) => ["by", ...score.knobs])].join(" ");
};

/** What is wrong with the place itself says more than which slots are empty there. */
const ofPlace = ({ _tag }: Problem): boolean => _tag === "OutsideBlocks" || _tag === "BlocksInBlocks";

const sentencesOf = ({ abilities, run }: Asking, nodes: Body): readonly string[] => {
  const problems = check(program(nodes), abilities ?? undefined, run);
  return [...problems.filter(ofPlace), ...problems.filter((problem) => !ofPlace(problem))].map(describeProblem);
};

/** What is said now and was not before: a program that is being built may have problems of its own. */
const added = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const left = [...before];
  return [...new Set(after)].filter((sentence) => {
    const known = left.indexOf(sentence);
    if (known >= 0) { left.splice(known, 1); }
    return known < 0;
  });
};
