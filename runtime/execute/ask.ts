import * as E from "fp-ts/lib/Either.js";
import type { RunError } from "../errors.ts";
import type { Logits, PredictRequest, VerifyRequest } from "../model.ts";
import type { BlockBatch } from "./block_batch.ts";
import type { Frame } from "./frame.ts";
import { isRunError, reasonOf } from "../thrown.ts";
import { pack } from "./pack.ts";
import { abortion, type RunState } from "./run_state.ts";

type Asked = E.Either<RunError, Float32Array>;

/** One function evaluation for the rows of the frame: the noisy block over its clean context. */
export const askPredict = (
  state: RunState,
  batch: BlockBatch,
  frame: Frame,
  canvas: ArrayLike<number>,
  asked: { readonly conditional: boolean; readonly self: boolean },
): Promise<Asked> => {
  const request: PredictRequest = {
    ...placesOf(batch, frame),
    noisy: tokensOf(batch, frame, canvas),
    ...(batch.whole === null ? {} : { block: batch.whole }),
    alpha: frame.rows.map((row) => frame.alphaT[row]!),
    frozen: frame.rows.map((row) => copyRow(batch, batch.frozen, row, new Uint8Array(batch.size[row]!))),
    conditional: asked.conditional,
    previous: asked.self ? previousOf(state, batch, frame) : null,
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

const previousOf = (state: RunState, batch: BlockBatch, frame: Frame): Logits | null => {
  const { previous } = state;
  if (previous === null) { return null; }
  const block = batch.shape.positions * previous.width;
  const values = new Float32Array(frame.rows.length * block);
  frame.rows.forEach((row, i) => values.set(previous.values.subarray(row * block, (row + 1) * block), i * block));
  return { values, positions: batch.shape.positions, width: previous.width };
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
