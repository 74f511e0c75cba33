import { expression, type Formula } from "../expression/mod.ts";
import type { Assume, Node } from "../node.ts";
import { bodyOf, from } from "../program.ts";
import type { Choice, Selection } from "../selection.ts";
import { correct, type CorrectOptions } from "../stages/correct.ts";
import type { Readable } from "../slots.ts";
import { isSame } from "./canonical.ts";

/** The options of `correct`, as its group holds them. */
export interface CorrectParts {
  readonly by: Formula;
  /** Null for the usual quota. */ readonly pick: Selection | null;
  readonly temperature: Formula;
  readonly assume: Assume;
}

const one: Formula = { _tag: "Number", value: 1 };

/** The group that `correct` makes of such options: it verifies if the score or the quota needs it. */
export const correctFrom = ({ by, pick, temperature, assume }: CorrectParts): Node => {
  const options: CorrectOptions<Readable, Readable> = {
    by: expression(by),
    temperature: expression(temperature),
    assume,
    ...(pick === null ? {} : { pick: { selection: pick } as unknown as Choice<Readable> }),
  };
  return bodyOf((start: never) => correct(options)(from.predicted(start)))[0]!;
};

/** The options that `correct` made a group from; null for any other node. */
export const correctOf = (node: Node): CorrectParts | null => {
  if (node._tag !== "Named") { return null; }
  const [draft, ...rest] = node.body;
  const [verify, score, select] = rest[0]?._tag === "Verify" ? rest : [null, ...rest];
  if (draft?._tag !== "Draft" || score?._tag !== "Score" || select?._tag !== "Select") { return null; }
  const temperature = verify?._tag === "Verify" ? verify.temperature : one;
  const usual: CorrectParts = { by: score.by, pick: null, temperature, assume: draft.assume };
  const choosing: CorrectParts = { ...usual, pick: select.pick };
  return [usual, choosing].find((parts) => isSame(correctFrom(parts), node)) ?? null;
};
