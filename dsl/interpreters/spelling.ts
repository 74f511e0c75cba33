import { match } from "ts-pattern";
import { guidedTest } from "../control/guided.ts";
import { alphaS, type Formula, formulaOf } from "../expression/mod.ts";
import type { Node, Tag } from "../node.ts";
import { isSame } from "./canonical.ts";

/** The options of `guided`, as a test says them. */
export interface Guided {
  readonly every: number;
  readonly after: number;
}

const numberOf = (formula: Formula): number => formula._tag === "Number" ? formula.value : 0;

/** The options that `guided` made a test from; null for any other test. */
export const guidedOf = (test: Formula): Guided | null => {
  if (test._tag !== "Binary" || test.left._tag !== "Unary" || test.left.of._tag !== "Binary") { return null; }
  if (test.right._tag !== "Binary" || test.right.left._tag !== "Binary") { return null; }
  const options = { every: numberOf(test.right.left.right), after: numberOf(test.left.of.right) };
  return isSame(formulaOf(guidedTest(options)), test) ? options : null;
};

type Write = Extract<Node, { _tag: "Write" }>;

/** The name of the function that writes so; `write` with options where there is no shorter one. */
const ofWrite = ({ level, rest }: Write): "write" | "renoise" | "redraw" => {
  const writes = (wantedLevel: Formula, wantedRest: number) =>
    isSame(level, wantedLevel) && isSame(rest, formulaOf(wantedRest));
  if (writes(formulaOf(0), 1)) { return "renoise"; }
  return writes(alphaS.formula, 0) ? "redraw" : "write";
};

/** The name of the function that a tag is called by: the tag with a small initial. */
export const stageName = (tag: Tag): string => tag[0].toLowerCase() + tag.slice(1);

/** The name of the function that makes a node: of several, the one that says most. */
export const spellingOf = (node: Node): string =>
  match(node)
    .with({ _tag: "When" }, (n) => guidedOf(n.test) === null ? "when" : "guided")
    .with({ _tag: "Write" }, ofWrite)
    .otherwise((n) => stageName(n._tag));

/** What sentences call a node: the function that makes it; groups and custom stages go by their own name. */
export const labelOf = (node: Node): string =>
  node._tag === "Named" || node._tag === "Custom" ? node.name : spellingOf(node);
