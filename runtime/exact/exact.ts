import * as E from "fp-ts/lib/Either.js";
import { check, type Program } from "../../dsl/mod.ts";
import type { Model } from "../model.ts";
import type { RowInput } from "../options.ts";
import { prefixProblem } from "../prefix_problem.ts";
import { type Row, rowsOf } from "../rows.ts";
import { enumerable } from "./enumerable.ts";
import type { ExactError } from "./errors.ts";
import { placeOf } from "./place.ts";
import { type Predictions, predictionsOf, type VerifyNoise } from "./predictions.ts";
import { throughBody, type Walk } from "./propagate.ts";
import { type Cloud, cloudOf, initialState, surely } from "./state.ts";
import { interning } from "./table.ts";

/** What is to be enumerated, and how much it may cost. */
export interface ExactOptions {
  /** Tokens of the finished sequence, prompt included. */ readonly length: number;
  /** What the sequence begins with; nothing by default. */ readonly row?: RowInput;
  /** Most run states at a time, and most results of one of them; 2,000,000 by default. */ readonly maximumStates?:
    number;
  /** States less likely than this are dropped and counted in `unresolved`; 0, the default, drops none. */
  readonly threshold?: number;
  /** The noise that networks are fed beside a verified draft; `ignored` if the model does not look at it. */
  readonly verifyNoise?: VerifyNoise;
}

/** The law of a sampler's output. */
export interface ExactResult {
  /** Probability of each sequence, prompt included; the key is its tokens, joined by commas. */
  readonly distribution: ReadonlyMap<string, number>;
  /** Probability of dropped states: the most by which any probability can be too small. */ readonly unresolved: number;
  /** Probability of each number of function evaluations. */ readonly nfe: ReadonlyMap<number, number>;
}

/**
 * The output distribution of a program on a model, by following the probability of every run state through the program.
 *
 * States that go on alike are merged. Formulas are written from their definitions, apart from the kernels that `run` uses, so that
 * each can check the other. Vocabulary and length must be small: V^L sequences are told apart.
 *
 * @returns `Mismatch` if program and model do not fit; `NotEnumerable` for continuous choices that are not integrated (random numbers inside formulas, first hitting, custom
 * stages without `outcomes`); `TooManyStates` at the cap; what the model fails with.
 *
 * @example One uniform token
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { autoregressive } from "blockgen/dsl";
 * import { exact, type Model } from "blockgen/runtime";
 *
 * const coin: Model = {
 *   name: "coin",
 *   engine: "function",
 *   abilities: {
 *     process: "absorbing", vocabulary: 2, prediction: "full", arVerify: false, rawAtVisible: true, unconditional: false,
 *     selfConditioning: false, blockSizes: "any", maximumLength: 8,
 *   },
 *   open: () => ({ predict: () => ({ values: new Float32Array(2), positions: 1, width: 2 }) }),
 * };
 * const result = await exact(autoregressive(), coin, { length: 1 });
 * deepStrictEqual(result._tag === "Right" && [...result.right.distribution], [["0", 0.5], ["1", 0.5]]);
 * ```
 */
export const exact = async (
  program: Program,
  model: Model,
  options: ExactOptions,
): Promise<E.Either<ExactError, ExactResult>> => {
  const problems = check(program, model.abilities, { length: options.length });
  if (problems.length > 0) return E.left({ _tag: "Mismatch", problems });
  const body = enumerable(program.nodes);
  if (E.isLeft(body)) return body;
  const rows = rowsOf(model, { length: options.length, rows: [options.row ?? {}] });
  if (E.isLeft(rows)) return rows;
  const prefix = prefixProblem(program.nodes, rows.right);
  if (prefix !== null) return E.left(prefix);
  const predictions = predictionsOf(model, options.length, options.verifyNoise ?? "enumerate");
  const row = rows.right[0]!;
  const walk = walkOf(model, row, options, predictions);
  const start = cloudOf(surely(initialState([...row.tokens].map((token, i) => (row.frozen[i] ? token : -1)))));
  const nowhere = placeOf({ start: 0, size: 0, free: 0 }, () => false, () => false);
  const end = await throughBody(walk, body.right, start, nowhere, new Set());
  const closed = await predictions.close();
  const ended = E.isRight(end) && E.isLeft(closed) ? closed : end;
  return E.map((cloud: Cloud) => resultOf(cloud, walk.unresolved))(ended);
};

const walkOf = (model: Model, row: Row, options: ExactOptions, predictions: Predictions): Walk => ({
  world: { ...model.abilities, predictions, intern: interning(), limit: options.maximumStates ?? 2e6 },
  length: options.length,
  given: [...row.frozen].map((frozen) => frozen === 1),
  endTokens: model.abilities,
  threshold: options.threshold ?? 0,
  unresolved: 0,
  from: 0,
});

const resultOf = (cloud: Cloud, unresolved: number): ExactResult => {
  const distribution = new Map<string, number>();
  const nfe = new Map<number, number>();
  const add = <K>(map: Map<K, number>, key: K, weight: number) => map.set(key, (map.get(key) ?? 0) + weight);
  for (const { state, weight } of cloud.values()) {
    const missing = state.row.indexOf(-1);
    add(distribution, state.row.slice(0, missing < 0 ? undefined : missing).join(","), weight);
    add(nfe, state.calls, weight);
  }
  return { distribution, unresolved, nfe };
};
