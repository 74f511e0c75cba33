import * as E from "fp-ts/lib/Either.js";
import type { Assume, Pick, Prediction, Process } from "../../dsl/mod.ts";
import { type ExactError, tooManyStates } from "./errors.ts";
import { absorbing, type Levels, type Probabilities, uniformMixture, uniformPlugIn } from "./posterior.ts";
import { argmax, type LogVector } from "./vector.ts";

/** A block that may come of independent draws, and its probability. */
export interface Drawn {
  readonly tokens: readonly number[];
  readonly weight: number;
}

/** Which stage draws, and how many blocks may come of it. */
export interface Cap {
  readonly stage: string;
  readonly limit: number;
}

/** All blocks that independent positions may give, impossible ones left out; counted before they are listed. */
export const independentDraws = (
  positions: readonly Probabilities[],
  { stage, limit }: Cap,
): E.Either<ExactError, readonly Drawn[]> => {
  const possible = positions.map((p) => p.flatMap((weight, token) => (weight > 0 ? [{ token, weight }] : [])));
  const found = possible.reduce((product, tokens) => product * tokens.length, 1);
  if (found > limit) return E.left(tooManyStates(stage, found, limit));
  return E.right(
    possible.reduce<readonly Drawn[]>(
      (drawn, next) =>
        drawn.flatMap(({ tokens, weight }) =>
          next.map((one) => ({ tokens: [...tokens, one.token], weight: weight * one.weight }))
        ),
      [{ tokens: [], weight: 1 }],
    ),
  );
};

/** Surely this token. */
export const sure = (token: number): Probabilities => {
  const probabilities = new Array<number>(token + 1).fill(0);
  probabilities[token] = 1;
  return probabilities;
};

/** The prior: the mask (absorbing) or any token alike (uniform). */
export const prior = (process: Process, vocabulary: number): Probabilities =>
  process === "absorbing" ? sure(vocabulary) : new Array<number>(vocabulary).fill(1 / vocabulary);

/** A clean token at a signal level: itself with that probability, else the prior. */
export const noised = (token: number, level: number, { process, vocabulary }: Noise): Probabilities => {
  if (level >= 1) return sure(token);
  const share = Math.max(0, level);
  const rest = prior(process, vocabulary);
  return Array.from(
    { length: vocabulary + 1 },
    (_, v) => (1 - share) * (rest[v] ?? 0) + (v === token ? share : 0),
  );
};

interface Noise {
  readonly process: Process;
  readonly vocabulary: number;
}

/** What a prediction is read as. */
export const kindOf = (assume: Assume, declared: Prediction): Prediction => (assume === "declared" ? declared : assume);

/** `q(x_s | x_t, p)` at one position by the kernel for the process and the kind of the prediction. */
export const posteriorOf = (
  process: Process,
  kind: Prediction,
  logs: LogVector,
  current: number,
  levels: Levels,
  remask = 0,
): Probabilities =>
  process === "absorbing"
    ? absorbing(logs, current, levels, remask)
    : kind === "full"
    ? uniformMixture(logs, current, levels)
    : uniformPlugIn(logs, current, levels);

/** A clean token at one position: the posterior at signal level 1, or the mode of the prediction; visible tokens of absorbing noise stay. */
export const cleanOf = (
  process: Process,
  kind: Prediction,
  pick: Pick,
  logs: LogVector,
  current: number,
  alphaT: number,
): Probabilities => {
  if (process === "absorbing" && current !== logs.length) return sure(current);
  return pick === "argmax" ? sure(argmax(logs)) : posteriorOf(process, kind, logs, current, { alphaT, alphaS: 1 });
};
