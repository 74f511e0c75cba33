import * as E from "fp-ts/lib/Either.js";
import type { Body, Node, Tag } from "../../dsl/mod.ts";
import type { RunError } from "../errors.ts";
import { leaf } from "../graph/value.ts";
import type { Place, Slots } from "../lower/environment.ts";
import { lowerAccept } from "../lower/accept.ts";
import { lowerDraft } from "../lower/posterior.ts";
import { lowerShape, lowerToLoo } from "../lower/predict.ts";
import { lowerFormula } from "../lower/formula.ts";
import { lowerSelection } from "../lower/select.ts";
import { lowerWrite } from "../lower/write.ts";
import { type At, placeOf, type Walk } from "./at.ts";
import { commitBlock } from "./commit.ts";
import { credit } from "./credit.ts";
import { custom } from "./custom.ts";
import { drawsNumbers } from "./draws.ts";
import { finish } from "./finish.ts";
import { inside, ordinals } from "./frame.ts";
import { denoise, repeat, until, when } from "./loops.ts";
import { noise } from "./noise.ts";
import { guide, predict, verify } from "./predict.ts";
import { posterior } from "./posterior.ts";
import { remember } from "./remember.ts";
import { stageEvent } from "./stage_events.ts";

/** Runs the instructions of a body for the rows of its frame. */
export async function* runBody(body: Body, before: Slots, at: At): Walk {
  let slots = before;
  const count = ordinals();
  for (const node of body) {
    const here = { ...at, ordinal: drawsNumbers(node) ? count(keyOf(node)) : 0 };
    const after: E.Either<RunError, Slots> = isBuilt(node)
      ? E.right(build(node, slots, here))
      : yield* walk(node, slots, here);
    if (E.isLeft(after)) { return after; }
    if (at.state.trace === "stage" && isStage(node)) {
      yield await stageEvent(at.state, at.batch, at.frame, { node, before: slots, after: after.right });
    }
    slots = after.right;
  }
  return E.right(slots);
}

/** What tells an instruction apart in keys: a group may have the name of a stage. */
const keyOf = (node: Node): string =>
  node._tag === "Custom" || node._tag === "Named" ? `${node._tag}:${node.name}` : node._tag;

const isStage = (node: Node): boolean =>
  !["Denoise", "When", "Repeat", "Until", "Named", "CommitBlock", "Blocks"].includes(node._tag);

type Of<T extends Tag> = Node & { readonly _tag: T };

/** Stages that only build values, which are computed when someone looks at them. */
type Built = "Shape" | "ToLoo" | "Draft" | "Score" | "Select" | "Accept" | "Write";

/*
 * What each instruction means, as tables by tag: a variant that is missing does not compile, and looking one up takes no time,
 * which matters as a step of a small batch is a few dozen of them.
 */
const built: { readonly [T in Built]: (node: Of<T>, slots: Slots, place: Place) => Partial<Slots> } = {
  Shape: (node, slots, place) => ({ dist: lowerShape(node, slots, place) }),
  ToLoo: (node, slots, place) => ({ dist: lowerToLoo(node, slots, place) }),
  Draft: (node, slots, place) => ({ draft: lowerDraft(node, slots, place) }),
  Score: (node, slots, place) => ({ score: lowerFormula(node.by, slots, place, node._tag) }),
  Select: (node, slots, place) => ({ picked: lowerSelection(node.pick, slots, place) }),
  Accept: (node, slots, place) => lowerAccept(node, slots, place),
  Write: (node, slots, place) => ({ canvas: lowerWrite(node, slots, place) }),
};

/** Those that ask the model or the host, or run others. */
const walked: { readonly [T in Exclude<Tag, Built>]: (node: Of<T>, slots: Slots, at: At) => Walk } = {
  Noise: (_, slots, at) => noise(slots, at),
  Predict: predict,
  Guide: guide,
  Posterior: posterior,
  Verify: verify,
  Remember: remember,
  Credit: credit,
  Finish: finish,
  Denoise: (node, slots, at) => denoise(node, slots, at),
  When: (node, slots, at) => when(node, slots, at),
  Repeat: (node, slots, at) => repeat(node, slots, at),
  Until: (node, slots, at) => until(node, slots, at),
  Named: (node, slots, at) => group(node, slots, at),
  Custom: custom,
  CommitBlock: (_, slots, at) => commitBlock(slots, at),
  Blocks: () => {
    throw new Error("blocks inside blocks got past check");
  },
};

const isBuilt = (node: Node): node is Of<Built> => node._tag in built;

const build = (node: Of<Built>, slots: Slots, at: At): Slots => {
  const meaning = built[node._tag] as (node: Node, slots: Slots, place: Place) => Partial<Slots>;
  return { ...slots, ...meaning(node, slots, placeOf(at)) };
};

const walk = (node: Of<Exclude<Tag, Built>>, slots: Slots, at: At): Walk => {
  const meaning = walked[node._tag] as (node: Node, slots: Slots, at: At) => Walk;
  return meaning(node, slots, at);
};

const group = (node: Node & { _tag: "Named" }, slots: Slots, at: At): Walk =>
  runBody(node.body, slots, {
    ...at,
    frame: {
      ...at.frame,
      keys: inside(at.frame, `Named:${node.name}`, at.ordinal),
      within: [...at.frame.within, node.name],
    },
  });

/** The slots that a step starts with. */
export const freshSlots = (at: At): Slots => ({ canvas: leaf("cell", at.batch.canvas) });
