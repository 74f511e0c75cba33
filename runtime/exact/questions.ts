import * as E from "fp-ts/lib/Either.js";
import type { Logits, Model, PredictRequest, Session, VerifyRequest } from "../model.ts";
import type { ExactError } from "./errors.ts";
import { isPrecise, type PreciseLogits, rowsOf } from "./precise.ts";
import { isRunError, reasonOf } from "../thrown.ts";
import { type LogVector, normalise } from "./vector.ts";

/** What a model can be asked, about one block behind a context. */
export type Question = Readonly<
  { stage: "predict"; request: PredictRequest } | { stage: "verify"; request: VerifyRequest }
>;

/** Raw logits and, normalised over the real tokens, log-probabilities. */
export interface Reply {
  readonly logits: Logits | PreciseLogits;
  readonly logs: readonly LogVector[];
}

/** Asks a model; `close` ends its sessions. */
export interface Asking {
  readonly ask: (question: Question, size: number) => Promise<E.Either<ExactError, Reply>>;
  readonly close: () => Promise<E.Either<ExactError, void>>;
}

const raw = async (session: Session, { stage, request }: Question): Promise<Logits | PreciseLogits> => {
  const source = isPrecise(session) ? session.precise : session;
  if (stage === "predict") return source.predict(request);
  if (source.verify === undefined) throw new Error("it has no verify, which the program needs");
  return source.verify(request);
};

/** Too few numbers for a block of this size, as `run` says it. */
const wrongShape = (stage: Question["stage"], logits: Logits | PreciseLogits, size: number, vocabulary: number) => {
  const { values, positions, width } = logits;
  const fits = positions >= size && width >= vocabulary && values.length >= positions * width;
  return fits ? null : {
    _tag: "WrongShape",
    what: `the logits of ${stage}`,
    want: `[1, >= ${size}, >= ${vocabulary}]`,
    found: `[${values.length} numbers, ${positions} positions, width ${width}]`,
  } as const;
};

/** The first number that is not one; float64 replies may rule tokens out by minus infinity. */
const notFinite = (stage: Question["stage"], rows: readonly LogVector[], precise: boolean): ExactError | null => {
  for (const [position, row] of rows.entries()) {
    const token = row.findIndex((x) => !(Number.isFinite(x) || (precise && x === -Infinity)));
    if (token >= 0) return { _tag: "NotFinite", stage, row: 0, position, token, found: String(row[token]) };
  }
  return null;
};

/**
 * Asks a model about rows of `length` tokens, each context in a session of its own: none of them ever sees a context change,
 * so a model may cache what it likes.
 */
export const askingOf = (model: Model, length: number): Asking => {
  const open = new Map<string, Session>();
  const sessionFor = async (context: Int32Array): Promise<Session> => {
    const key = context.join(",");
    const session = open.get(key) ?? await model.open({ rows: 1, length });
    open.set(key, session);
    return session;
  };
  const ask: Asking["ask"] = async (question, size) => {
    const { stage, request } = question;
    try {
      const session = await sessionFor(request.context[0]!);
      const logits = await raw(session, question);
      const { vocabulary } = model.abilities;
      const shape = wrongShape(stage, logits, size, vocabulary);
      if (shape !== null) return E.left(shape);
      const rows = rowsOf(logits, size, vocabulary);
      const problem = notFinite(stage, rows, isPrecise(session));
      return problem === null ? E.right({ logits, logs: rows.map(normalise) }) : E.left(problem);
    } catch (cause) {
      return E.left(isRunError(cause) ? cause : { _tag: "ModelFailed", stage, reason: reasonOf(cause) });
    }
  };
  const close: Asking["close"] = async () => {
    let closed: E.Either<ExactError, void> = E.right(undefined);
    for (const session of open.values()) {
      try {
        await session.close?.();
      } catch (cause) {
        closed = E.left({ _tag: "ModelFailed", stage: "close", reason: reasonOf(cause) });
      }
    }
    return closed;
  };
  return { ask, close };
};
