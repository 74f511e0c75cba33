import * as E from "fp-ts/lib/Either.js";
import type { Logits, Model, PredictRequest, Session, VerifyRequest } from "../model.ts";
import type { ExactError } from "./errors.ts";
import type { Place } from "./place.ts";
import { isPrecise, type PreciseLogits, rowsOf } from "./precise.ts";
import type { RunState } from "./state.ts";
import { type LogVector, normalise } from "./vector.ts";

/** Raw logits and, normalised over the real tokens, log-probabilities. */
export interface Answer {
  /** Equal for equal questions. */ readonly id: string;
  readonly logits: Logits | PreciseLogits;
  readonly logs: readonly LogVector[];
}

/** An answer that depends on chance (the noise beside a verified draft). */
export interface Chance {
  readonly logs: readonly LogVector[];
  readonly weight: number;
}

/** How the model is asked; every question once, every context in a session of its own. */
export interface Predictions {
  readonly predict: (state: RunState, place: Place, how: { readonly conditional: boolean; readonly self: boolean }) => Promise<E.Either<ExactError, Answer>>;
  readonly verify: (state: RunState, place: Place) => Promise<E.Either<ExactError, readonly Chance[]>>;
  readonly close: () => Promise<void>;
}

/** What networks are fed beside a draft: all noise there can be, or one sample because the model does not look at it. */
export type VerifyNoise = "enumerate" | "ignored";

const NOISE_LIMIT = 4096;

type Stage = "predict" | "verify";

const failed = (stage: "open" | Stage, cause: unknown): ExactError => ({
  _tag: "ModelFailed",
  stage,
  reason: cause instanceof Error ? cause.message : String(cause),
});

const contextOf = (state: RunState, place: Place): Int32Array => Int32Array.from(state.row.slice(0, place.start));

/** The first number that is not one; float64 answers may rule tokens out by minus infinity. */
const notFinite = (stage: Stage, rows: readonly LogVector[], precise: boolean): ExactError | null => {
  for (const [position, row] of rows.entries()) {
    const token = row.findIndex((x) => !(Number.isFinite(x) || (precise && x === -Infinity)));
    if (token >= 0) return { _tag: "NotFinite", stage, row: 0, position, token, found: String(row[token]) };
  }
  return null;
};

/** Sessions by context: none of them ever sees a context change, so a model may cache what it likes. */
const sessions = (model: Model, length: number) => {
  const open = new Map<string, Session>();
  const of = async (context: Int32Array): Promise<Session> => {
    const key = context.join(",");
    const session = open.get(key) ?? await model.open({ rows: 1, length });
    open.set(key, session);
    return session;
  };
  const close = async () => {
    for (const session of open.values()) await session.close?.();
  };
  return { of, close };
};

const ask = async (
  session: Session,
  request: { readonly predict: PredictRequest } | { readonly verify: VerifyRequest },
): Promise<Logits | PreciseLogits> => {
  const source = isPrecise(session) ? session.precise : session;
  if ("predict" in request) return source.predict(request.predict);
  if (source.verify === undefined) throw new Error("it has no verify, which the program needs");
  return source.verify(request.verify);
};

/** Every sequence of the prior of a process, all equally likely. */
const noises = (model: Model, size: number, how: VerifyNoise): readonly Int32Array[] => {
  const { process, vocabulary } = model.abilities;
  if (process === "absorbing") return [new Int32Array(size).fill(vocabulary)];
  if (how === "ignored") return [new Int32Array(size)];
  return Array.from(
    { length: vocabulary ** size },
    (_, n) => Int32Array.from({ length: size }, (_, i) => Math.floor(n / vocabulary ** i) % vocabulary),
  );
};

const merged = (answers: readonly (readonly LogVector[])[]): readonly Chance[] => {
  const found = new Map<string, Chance>();
  for (const logs of answers) {
    const key = logs.map((row) => row.join(",")).join(";");
    found.set(key, { logs, weight: (found.get(key)?.weight ?? 0) + 1 / answers.length });
  }
  return [...found.values()];
};

/** Answers of a model for one row of `length` tokens. */
export const predictionsOf = (model: Model, length: number, verifyNoise: VerifyNoise): Predictions => {
  const { vocabulary } = model.abilities;
  const open = sessions(model, length);
  const predicted = new Map<string, E.Either<ExactError, Answer>>();
  const verified = new Map<string, E.Either<ExactError, readonly Chance[]>>();

  const answer = async (stage: Stage, context: Int32Array, id: string, size: number, request: Parameters<typeof ask>[1]) => {
    try {
      const session = await open.of(context);
      const logits = await ask(session, request);
      const rows = rowsOf(logits, size, vocabulary);
      const problem = notFinite(stage, rows, isPrecise(session));
      return problem === null ? E.right<ExactError, Answer>({ id, logits, logs: rows.map(normalise) }) : E.left(problem);
    } catch (cause) {
      return E.left(failed(stage, cause));
    }
  };

  const predict: Predictions["predict"] = async (state, place, { conditional, self }) => {
    const previous = self ? state.previous : null;
    const id = `${state.row.slice(0, place.start)}|${state.canvas}|${place.frozen.map(Number)}|${place.alphaT}|${conditional}|${previous?.id}`;
    const found = predicted.get(id);
    if (found !== undefined) return found;
    const context = contextOf(state, place);
    const request: PredictRequest = {
      rows: [0], context: [context], noisy: [Int32Array.from(state.canvas!)], start: [place.start], alpha: [place.alphaT],
      frozen: [Uint8Array.from(place.frozen, Number)], conditional, previous: (previous?.logits ?? null) as Logits | null,
    };
    const result = await answer("predict", context, id, place.size, { predict: request });
    predicted.set(id, result);
    return result;
  };

  const enumerate = async (state: RunState, place: Place): Promise<E.Either<ExactError, readonly Chance[]>> => {
    const count = model.abilities.process === "uniform" && verifyNoise === "enumerate" ? vocabulary ** place.size : 1;
    if (count > NOISE_LIMIT) {
      return E.left({ _tag: "NotEnumerable", stage: "verify", reason: `the noise beside the draft can be any of ${count} sequences` });
    }
    const context = contextOf(state, place);
    const answers: (readonly LogVector[])[] = [];
    for (const noise of noises(model, place.size, verifyNoise)) {
      const request = { rows: [0], context: [context], draft: [Int32Array.from(state.draft!)], start: [place.start], noise: [noise] };
      const result = await answer("verify", context, "", place.size, { verify: request });
      if (E.isLeft(result)) return result;
      answers.push(result.right.logs);
    }
    return E.right(merged(answers));
  };

  const verify: Predictions["verify"] = async (state, place) => {
    const id = `${state.row.slice(0, place.start)}|${state.draft}`;
    const result = verified.get(id) ?? await enumerate(state, place);
    verified.set(id, result);
    return result;
  };

  return { predict, verify, close: open.close };
};
