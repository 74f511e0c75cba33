import type { Logits, Model, PredictRequest, Session } from "../../model.ts";

/** Tokens of the context that a chain of order 2 reads. */
const ORDER = 2;

/**
 * The same model, which does not compute a row's prediction again while nothing that the chain reads has changed: many
 * updates of masks change nothing. Runs count these evaluations all the same.
 */
export const remembering = (model: Model): Model => ({
  ...model,
  open: async (batch) => withMemory(await model.open(batch), model.abilities.process === "uniform"),
});

const withMemory = (session: Session, readsTime: boolean): Session => {
  const known = new Map<string, { readonly question: string; readonly answer: Float32Array }>();
  return {
    ...session,
    predict: async (request) => {
      const questions = request.rows.map((_, i) => questionOf(request, i, readsTime));
      const places = request.rows.map((row) => `${row} ${request.conditional}`);
      const fresh = places.flatMap((place, i) => known.get(place)?.question === questions[i] ? [] : [i]);
      const answers = fresh.length === 0 ? null : await session.predict(only(request, fresh));
      fresh.forEach((i, j) => {
        known.set(places[i], { question: questions[i], answer: rowOf(answers!, j).slice() });
      });
      return joined(places.map((place) => known.get(place)!.answer), request.noisy[0].length);
    },
  };
};

const questionOf = ({ context, noisy, alpha, start }: PredictRequest, i: number, readsTime: boolean): string =>
  [context[i].slice(-ORDER), noisy[i], start[i], readsTime ? alpha[i] : ""].join(";");

const only = (request: PredictRequest, kept: readonly number[]): PredictRequest => {
  const pick = <A>(all: readonly A[]): readonly A[] => kept.map((i) => all[i]);
  const { context, noisy, start, alpha, frozen, rows } = request;
  const picked = { context: pick(context), noisy: pick(noisy), start: pick(start), alpha: pick(alpha) };
  return { ...request, ...picked, rows: pick(rows), frozen: pick(frozen), previous: null };
};

const rowOf = ({ values, positions, width }: Logits, row: number): Float32Array =>
  values.subarray(row * positions * width, (row + 1) * positions * width);

/** Blocks of all rows are equally long here. */
const joined = (rows: readonly Float32Array[], positions: number): Logits => {
  const values = new Float32Array(rows.length * rows[0].length);
  rows.forEach((row, i) => values.set(row, i * row.length));
  return { values, positions, width: rows[0].length / positions };
};
