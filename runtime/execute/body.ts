import * as E from "fp-ts/lib/Either.js";
import { match } from "ts-pattern";
import type { Body, Node } from "../../dsl/mod.ts";
import type { RunError } from "../errors.ts";
import { leaf } from "../graph/value.ts";
import type { Slots } from "../lower/environment.ts";
import { lowerAccept } from "../lower/accept.ts";
import { lowerDraft } from "../lower/posterior.ts";
import { lowerShape, lowerToLoo } from "../lower/predict.ts";
import { lowerFormula } from "../lower/formula.ts";
import { lowerSelection } from "../lower/select.ts";
import { lowerWrite } from "../lower/write.ts";
import type { Event } from "../trace.ts";
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
    const after: E.Either<RunError, Slots> = yield* runNode(node, slots, {
      ...at,
      ordinal: drawsNumbers(node) ? count(keyOf(node)) : 0,
    });
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

/** What one instruction means. Stages only build values; those that ask the model or the host look at them. */
const runNode = (node: Node, slots: Slots, at: At): Walk =>
  match(node)
    .returnType<Walk>()
    .with({ _tag: "Noise" }, () => noise(slots, at))
    .with({ _tag: "Predict" }, (n) => predict(n, slots, at))
    .with({ _tag: "Guide" }, (n) => guide(n, slots, at))
    .with({ _tag: "Shape" }, (n) => pure({ ...slots, dist: lowerShape(n, slots, placeOf(at)) }))
    .with({ _tag: "ToLoo" }, () => pure({ ...slots, dist: lowerToLoo(slots, placeOf(at)) }))
    .with({ _tag: "Posterior" }, (n) => posterior(n, slots, at))
    .with({ _tag: "Draft" }, (n) => pure({ ...slots, draft: lowerDraft(n, slots, placeOf(at)) }))
    .with({ _tag: "Verify" }, (n) => verify(n, slots, at))
    .with({ _tag: "Score" }, (n) => pure({ ...slots, score: lowerFormula(n.by, slots, placeOf(at), n._tag) }))
    .with({ _tag: "Select" }, (n) => pure({ ...slots, picked: lowerSelection(n.pick, slots, placeOf(at)) }))
    .with({ _tag: "Accept" }, (n) => pure({ ...slots, ...lowerAccept(n, slots, placeOf(at)) }))
    .with({ _tag: "Write" }, (n) => pure({ ...slots, canvas: lowerWrite(n, slots, placeOf(at)) }))
    .with({ _tag: "Remember" }, (n) => remember(n, slots, at))
    .with({ _tag: "Credit" }, (n) => credit(n, slots, at))
    .with({ _tag: "Finish" }, (n) => finish(n, slots, at))
    .with({ _tag: "Denoise" }, (n) => denoise(n, slots, at))
    .with({ _tag: "When" }, (n) => when(n, slots, at))
    .with({ _tag: "Repeat" }, (n) => repeat(n, slots, at))
    .with({ _tag: "Until" }, (n) => until(n, slots, at))
    .with({ _tag: "Named" }, (n) => group(n, slots, at))
    .with({ _tag: "Custom" }, (n) => custom(n, slots, at))
    .with({ _tag: "CommitBlock" }, () => commitBlock(slots, at))
    .with({ _tag: "Blocks" }, () => {
      throw new Error("blocks inside blocks got past check");
    })
    .exhaustive();

const group = (node: Node & { _tag: "Named" }, slots: Slots, at: At): Walk =>
  runBody(node.body, slots, {
    ...at,
    frame: {
      ...at.frame,
      keys: inside(at.frame, `Named:${node.name}`, at.ordinal),
      within: [...at.frame.within, node.name],
    },
  });

// deno-lint-ignore require-yield
async function* pure(slots: Slots): AsyncGenerator<Event, E.Either<RunError, Slots>> {
  return E.right(slots);
}

/** The slots that a step starts with. */
export const freshSlots = (at: At): Slots => ({ canvas: leaf("cell", at.batch.canvas) });
