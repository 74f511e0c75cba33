import * as E from "fp-ts/lib/Either.js";
import type { Logits, Model } from "../model.ts";
import type { ExactError } from "./errors.ts";
import type { Place } from "./place.ts";
import { type Asking, askingOf, type Reply } from "./questions.ts";
import type { RunState } from "./state.ts";
import type { LogVector } from "./vector.ts";

/** A reply to `predict`, with a name that is equal for equal questions. */
export interface Predicted extends Reply {
  readonly id: string;
}

/** A reply to `verify` that depends on chance: on the noise beside the draft. */
export interface Verified {
  readonly logs: readonly LogVector[];
  readonly weight: number;
}

/** Which half of guidance is asked, and whether the model sees its previous logits. */
export interface PredictHow {
  readonly conditional: boolean;
  readonly self: boolean;
}

/** A model's replies; every question is asked once. */
export interface Predictions {
  readonly predict: (state: RunState, place: Place, how: PredictHow) => Promise<E.Either<ExactError, Predicted>>;
  readonly verify: (state: RunState, place: Place) => Promise<E.Either<ExactError, readonly Verified[]>>;
  readonly close: () => Promise<E.Either<ExactError, void>>;
}

/** What networks are fed beside a draft: all noise there can be, or any because the model does not look at it. */
export type VerifyNoise = "enumerate" | "ignored";

/** Most noise sequences that are tried for one draft. */
const NOISE_LIMIT = 4096;

const remembering =
  <A, B>(known: Map<string, B>, key: (of: A) => string, compute: (of: A) => Promise<B>) => async (of: A) => {
    const found = known.get(key(of)) ?? await compute(of);
    known.set(key(of), found);
    return found;
  };

interface Question extends PredictHow {
  readonly state: RunState;
  readonly place: Place;
}

const contextOf = ({ state, place }: Question): Int32Array => Int32Array.from(state.row.slice(0, place.start));

const predictKey = ({ state, place, conditional, self }: Question): string =>
  `${state.row.slice(0, place.start)}|${state.canvas}|${place.frozen.map(Number)}|${place.whole}|${place.alphaT}|` +
  `${conditional}|` +
  (self ? state.previous?.id : "");

const predicting = ({ ask }: Asking) => async (question: Question): Promise<E.Either<ExactError, Predicted>> => {
  const { state, place, conditional, self } = question;
  const reply = await ask({
    stage: "predict",
    request: {
      rows: [0],
      context: [contextOf(question)],
      noisy: [Int32Array.from(state.canvas!)],
      ...(place.whole === null ? {} : { block: place.whole }),
      start: [place.start],
      alpha: [place.alphaT],
      frozen: [Uint8Array.from(place.frozen, Number)],
      conditional,
      previous: self ? (state.previous?.logits ?? null) as Logits | null : null,
    },
  }, place.size);
  return E.map((one: Reply) => ({ ...one, id: predictKey(question) }))(reply);
};

/** Every sequence of the prior, all equally likely; one stands for all where the model does not look. */
const noises = (model: Model, size: number, how: VerifyNoise): readonly Int32Array[] => {
  const { process, vocabulary } = model.abilities;
  if (process === "absorbing") return [new Int32Array(size).fill(vocabulary)];
  if (how === "ignored") return [new Int32Array(size)];
  return Array.from(
    { length: vocabulary ** size },
    (_, n) => Int32Array.from({ length: size }, (_, i) => Math.floor(n / vocabulary ** i) % vocabulary),
  );
};

const merged = (replies: readonly (readonly LogVector[])[]): readonly Verified[] => {
  const found = new Map<string, Verified>();
  for (const logs of replies) {
    const key = logs.map((row) => row.join(",")).join(";");
    found.set(key, { logs, weight: (found.get(key)?.weight ?? 0) + 1 / replies.length });
  }
  return [...found.values()];
};

const verifying =
  (model: Model, { ask }: Asking, how: VerifyNoise) =>
  async (question: Question): Promise<E.Either<ExactError, readonly Verified[]>> => {
    const { state, place } = question;
    const count = model.abilities.process === "uniform" && how === "enumerate"
      ? model.abilities.vocabulary ** place.size
      : 1;
    if (count > NOISE_LIMIT) {
      return E.left({
        _tag: "NotEnumerable",
        stage: "verify",
        reason: `the noise beside the draft can be any of ${count} sequences`,
      });
    }
    const block = {
      rows: [0],
      context: [contextOf(question)],
      draft: [Int32Array.from(state.draft!)],
      start: [place.start],
    };
    const replies: (readonly LogVector[])[] = [];
    for (const noise of noises(model, place.size, how)) {
      const reply = await ask({ stage: "verify", request: { ...block, noise: [noise] } }, place.size);
      if (E.isLeft(reply)) return reply;
      replies.push(reply.right.logs);
    }
    return E.right(merged(replies));
  };

/** The replies of a model about one row of `length` tokens. */
export const predictionsOf = (model: Model, length: number, verifyNoise: VerifyNoise): Predictions => {
  const asking = askingOf(model, length);
  const predict = remembering(new Map(), predictKey, predicting(asking));
  const verify = remembering(
    new Map(),
    ({ state, place }: Question) => `${state.row.slice(0, place.start)}|${state.draft}`,
    verifying(model, asking, verifyNoise),
  );
  return {
    predict: (state, place, how) => predict({ state, place, ...how }),
    verify: (state, place) => verify({ state, place, conditional: true, self: false }),
    close: asking.close,
  };
};
