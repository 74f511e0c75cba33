import * as E from "fp-ts/lib/Either.js";
import type { Body, Node } from "../../dsl/mod.ts";
import type { RunError } from "../errors.ts";
import type { Slots } from "../lower/environment.ts";
import { rowNumbers } from "../lower/formula.ts";
import { fold, hashName } from "../random/mod.ts";
import type { Event } from "../trace.ts";
import { type At, placeOf, settleCanvas, type Walk } from "./at.ts";
import { rowOf } from "./block_batch.ts";
import { freshSlots, runBody } from "./body.ts";
import { deeper, type Frame, inside } from "./frame.ts";
import { levelsOf } from "./levels.ts";
import { stepEvent } from "./stage_events.ts";

type Pass = AsyncGenerator<Event, E.Either<RunError, void>>;

/** One pass of a loop's body, from a noisy canvas on the host to the next. */
async function* pass(body: Body, at: At, frame: Frame): Pass {
  if (frame.rows.length === 0) { return E.right(undefined); }
  at.state.scratch.clear();
  const inner = { ...at, frame };
  const after: E.Either<RunError, Slots> = yield* runBody(body, freshSlots(inner), inner);
  if (E.isLeft(after)) { return after; }
  await settleCanvas(inner, after.right);
  return E.right(undefined);
}

const sameForAll = (at: At, value: number): readonly number[] => at.batch.rows.map(() => value);

/** The frame of pass `k` of a loop: its rows, counter and keys. */
const passFrame = (at: At, loop: string, k: number, rows: readonly number[]): Frame => {
  const part = hashName(loop);
  const frame = { ...at.frame, rows };
  return { ...frame, keys: deeper(frame, (key) => fold(fold(key, part, at.ordinal), k)), step: sameForAll(at, k) };
};

/** After a loop the canvas is what its passes left; predictions of an earlier one are gone. */
const ended = (at: At): E.Either<RunError, Slots> => E.right(freshSlots(at));

/** `steps` updates by the clock, the last one by `last`. Each row has its own count and levels. */
export async function* denoise(node: Node & { _tag: "Denoise" }, before: Slots, at: At): Walk {
  const { batch, frame } = at;
  await settleCanvas(at, before);
  const levels = batch.rows.map((_, row) => levelsOf(node, { size: batch.size[row]!, free: batch.free[row]! }));
  let alphaT: readonly number[] = levels.map((level) => level.first);
  for (let k = 0; frame.rows.some((row) => k < levels[row]!.updates); k++) {
    const rows = frame.rows.filter((row) => k < levels[row]!.updates);
    const base = passFrame(at, node._tag, k, rows);
    const alphaS = alphaT.map((alpha, row) => levels[row]!.next(k, alpha, () => masksOf(at, row), base.keys[row]!));
    const update = { ...base, steps: levels.map((level) => level.updates), alphaT: [...alphaT], alphaS };
    for (const [body, isLast] of [[node.each, false], [node.last, true]] as const) {
      const taking = rows.filter((row) => (k === levels[row]!.updates - 1) === isLast);
      const done: E.Either<RunError, void> = yield* pass(body, at, { ...update, alphaT: [...alphaT], rows: taking });
      if (E.isLeft(done)) { return done; }
    }
    if (at.state.trace !== "none") { yield stepEvent(batch, update); }
    alphaT = alphaS;
  }
  return ended(at);
}

const masksOf = ({ batch }: At, row: number): number =>
  rowOf(batch, batch.canvas, row).filter((token) => token === batch.shape.vocabulary).length;

/** One branch or the other, by each row's test. */
export async function* when(node: Node & { _tag: "When" }, before: Slots, at: At): Walk {
  const slots = await settleCanvas(at, before);
  const test = rowNumbers(node.test, slots, placeOf(at), node._tag);
  const holding = new Set(at.frame.rows.filter((row) => test(row) !== 0));
  // A key of its own: what stands behind `when` in the body counts its draws from 0 again.
  const frame = { ...at.frame, keys: inside(at.frame, node._tag, at.ordinal) };
  for (const [body, wanted] of [[node.then, true], [node.otherwise, false]] as const) {
    const rows = frame.rows.filter((row) => holding.has(row) === wanted);
    const done: E.Either<RunError, void> = yield* pass(body, at, { ...frame, rows });
    if (E.isLeft(done)) { return done; }
  }
  return ended(at);
}

/** A fixed number of passes. */
export async function* repeat(node: Node & { _tag: "Repeat" }, before: Slots, at: At): Walk {
  await settleCanvas(at, before);
  for (let k = 0; k < node.times; k++) {
    const frame = { ...passFrame(at, node._tag, k, at.frame.rows), steps: sameForAll(at, node.times) };
    const done: E.Either<RunError, void> = yield* pass(node.body, at, frame);
    if (E.isLeft(done)) { return done; }
    if (at.state.trace !== "none") { yield stepEvent(at.batch, frame); }
  }
  return ended(at);
}

/** Passes until each row's test holds, or it had as many as it may. */
export async function* until(node: Node & { _tag: "Until" }, before: Slots, at: At): Walk {
  await settleCanvas(at, before);
  let rows = at.frame.rows;
  for (let k = 0; k < node.atMost && rows.length > 0; k++) {
    const frame = { ...passFrame(at, node._tag, k, rows), steps: sameForAll(at, node.atMost) };
    const done: E.Either<RunError, void> = yield* pass(node.body, at, frame);
    if (E.isLeft(done)) { return done; }
    if (at.state.trace !== "none") { yield stepEvent(at.batch, frame); }
    const inner = { ...at, frame };
    const test = rowNumbers(node.test, freshSlots(inner), placeOf(inner), node._tag);
    rows = rows.filter((row) => test(row) === 0);
  }
  return ended(at);
}
