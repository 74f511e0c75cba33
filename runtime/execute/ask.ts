import * as E from "fp-ts/lib/Either.js";
import type { RunError } from "../errors.ts";
import type { Logits, PredictRequest, VerifyRequest } from "../model.ts";
import type { BlockBatch } from "./block_batch.ts";
import type { Frame } from "./frame.ts";
import { isRunError, reasonOf } from "../thrown.ts";
import { pack } from "./pack.ts";
import { abortion, type Previous, type RunState } from "./run_state.ts";

type Asked = E.Either<RunError, Float32Array>;

/** Which half of guidance is asked, and whether the model sees its previous logits. */
interface How {
  readonly conditional: boolean;
  readonly self: boolean;
}

/**
 * One function evaluation for the rows of the frame: the noisy block over its clean context.
 *
 * Rows that have previous logits and rows that have none are asked apart: a row never sees that its neighbours have some.
 */
export const askPredict = async (
  state: RunState,
  batch: BlockBatch,
  frame: Frame,
  canvas: ArrayLike<number>,
  how: How,
): Promise<Asked> => {
  const has = (row: number): boolean => how.self && state.previous !== null && state.previous.rows.has(row);
  const [later, first] = [frame.rows.filter(has), frame.rows.filter((row) => !has(row))];
  if (later.length === 0) { return askRows(state, batch, frame, canvas, { ...how, self: false }); }
  const one = await askRows(state, batch, { ...frame, rows: later }, canvas, how);
  if (first.length === 0 || E.isLeft(one)) { return one; }
  const other = await askRows(state, batch, { ...frame, rows: first }, canvas, { ...how, self: false });
  const { positions, vocabulary } = batch.shape;
  return E.map((logits: Float32Array) => copyRows(logits, one.right, first, positions * vocabulary))(other);
};

const askRows = (
  state: RunState,
  batch: BlockBatch,
  frame: Frame,
  canvas: ArrayLike<number>,
  asked: How,
): Promise<Asked> => {
  const request: PredictRequest = {
    ...placesOf(batch, frame),
    noisy: tokensOf(batch, frame, canvas),
    ...(batch.whole === null ? {} : { block: batch.whole }),
    alpha: frame.rows.map((row) => frame.alphaT[row]!),
    frozen: frame.rows.map((row) => copyRow(batch, batch.frozen, row, new Uint8Array(batch.size[row]!))),
    conditional: asked.conditional,
    previous: asked.self ? previousOf(state.previous!, batch, frame) : null,
  };
  return ask(state, batch, frame, "predict", () => state.session.predict(request));
};

/** One function evaluation: how likely an AR model finds each token of the drafts. */
export const askVerify = (
  state: RunState,
  batch: BlockBatch,
  frame: Frame,
  draft: ArrayLike<number>,
  noise: ArrayLike<number>,
): Promise<Asked> => {
  const request: VerifyRequest = {
    ...placesOf(batch, frame),
    draft: tokensOf(batch, frame, draft),
    noise: tokensOf(batch, frame, noise),
  };
  return ask(state, batch, frame, "verify", () => state.session.verify!(request));
};

/** Copies the given rows of an array with `width` numbers a row into another, which it returns. */
export const copyRows = (from: Float32Array, into: Float32Array, rows: readonly number[], width: number) => {
  for (const row of rows) { into.set(from.subarray(row * width, (row + 1) * width), row * width); }
  return into;
};

/** A row's part of a cell array, into an array of its own. */
const copyRow = <A extends Int32Array | Uint8Array>(
  batch: BlockBatch,
  cells: ArrayLike<number>,
  row: number,
  into: A,
): A => {
  const first = row * batch.shape.positions;
  for (let i = 0; i < into.length; i++) { into[i] = cells[first + i]!; }
  return into;
};

const tokensOf = (batch: BlockBatch, frame: Frame, cells: ArrayLike<number>) =>
  frame.rows.map((row) => copyRow(batch, cells, row, new Int32Array(batch.size[row]!)));

const placesOf = (batch: BlockBatch, frame: Frame) => ({
  rows: frame.rows,
  context: frame.rows.map((row) => batch.rows[row]!.tokens.subarray(0, batch.start[row]!)),
  start: frame.rows.map((row) => batch.start[row]!),
});

const previousOf = (previous: Previous, { shape }: BlockBatch, frame: Frame): Logits => {
  const { positions, vocabulary } = shape;
  const block = positions * vocabulary;
  const values = new Float32Array(frame.rows.length * block);
  frame.rows.forEach((row, i) => values.set(previous.values.subarray(row * block, (row + 1) * block), i * block));
  return { values, positions, width: vocabulary };
};

const ask = async (
  state: RunState,
  batch: BlockBatch,
  frame: Frame,
  stage: "predict" | "verify",
  call: () => Logits | Promise<Logits>,
): Promise<Asked> => {
  const stopped = abortion(state);
  if (stopped !== null) { return E.left(stopped); }
  try {
    const logits = await call();
    const shape = shapeProblem(logits, batch, frame, stage);
    return shape === null ? pack(logits, batch, frame, stage) : E.left(shape);
  } catch (thrown) {
    return E.left(isRunError(thrown) ? thrown : { _tag: "ModelFailed", stage, reason: reasonOf(thrown) });
  }
};

const shapeProblem = (logits: Logits, batch: BlockBatch, frame: Frame, stage: string): RunError | null => {
  const positions = Math.max(...frame.rows.map((row) => batch.size[row]!));
  const { vocabulary } = batch.shape;
  const fits = logits.positions >= positions && logits.width >= vocabulary &&
    logits.values.length >= frame.rows.length * logits.positions * logits.width;
  return fits ? null : {
    _tag: "WrongShape",
    what: `the logits of ${stage}`,
    want: `[${frame.rows.length}, >= ${positions}, >= ${vocabulary}]`,
    found: `[${logits.values.length} numbers, ${logits.positions} positions, width ${logits.width}]`,
  };
};
