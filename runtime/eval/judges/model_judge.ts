import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Model, Session } from "../../model.ts";
import { unlimited } from "../../models/function.ts";
import { below, fold, hashName, sampleKey } from "../../random/mod.ts";
import { isRunError, reasonOf } from "../../thrown.ts";
import { logProbabilities } from "../likelihood/log_probabilities.ts";
import { encodeTexts } from "./encode.ts";
import { givenTokens } from "./given_tokens.ts";
import { type Judge, noScore, nothingToFree, type TextScore } from "./judge.ts";
import type { JudgeError } from "./judge_error.ts";
import { sumScores } from "./sum_scores.ts";

/** How a model judges. */
export interface ModelJudgeOptions {
  /** Texts of one call, 8 unless said. */ readonly batch?: number;
  /** Ends the judge's model with it. */ readonly dispose?: () => Promise<void>;
}

type Texts = readonly (readonly number[])[];

/**
 * A model in AR mode as a judge: `ln p(token | those before)` by `verify`, which networks are trained for as blocks of one token.
 *
 * Texts are tokenised again for the judge, and cut to its maximum length. Errors: `CannotVerify`, `NoTokenizer`.
 */
export const modelJudge = (model: Model, options: ModelJudgeOptions = {}): Either<JudgeError, Judge> => {
  const { tokenizer, abilities: { arVerify, maximumLength, eos }, name } = model;
  if (!arVerify) { return left({ _tag: "CannotVerify", judge: name }); }
  if (tokenizer === undefined) { return left({ _tag: "NoTokenizer", judge: name }); }
  const score: Judge["score"] = async (texts, given = []) => {
    const encoded = encodeTexts(name, tokenizer, texts);
    if (isLeft(encoded)) { return encoded; }
    const chunks = encoded.right.map((tokens) => tokens.slice(0, maximumLength));
    // Texts without tokens have no place in a batch.
    const full = chunks.flatMap((tokens, text) => tokens.length === 0 ? [] : [{ tokens, text }]);
    const logP = await verifyAll(model, full.map(({ tokens }) => tokens), options.batch ?? 8);
    if (isLeft(logP)) { return logP; }
    const scores: TextScore[] = chunks.map(() => noScore);
    for (const [i, { tokens, text }] of full.entries()) {
      const unscored = givenTokens(tokens, given[text] ?? 0, tokenizer);
      scores[text] = sumScores({ tokens, unscored }, logP.right[i], tokenizer, eos);
    }
    return right(scores);
  };
  return right({
    name,
    readsGiven: true,
    conventions: `texts are tokenised again, cut to ${
      maximumLength < unlimited ? maximumLength : "any number of"
    } tokens, the first token is predicted too, of several ends of a text the first counts`,
    score,
    dispose: options.dispose ?? nothingToFree,
  });
};

/** `ln p` of each token of each text, a batch of texts at a time. */
const verifyAll = async (
  model: Model,
  texts: Texts,
  batch: number,
): Promise<Either<JudgeError, readonly Float64Array[]>> => {
  const found: Float64Array[] = [];
  try {
    for (let from = 0; from < texts.length; from += batch) {
      const some = texts.slice(from, from + batch);
      const session = await model.open({ rows: some.length, length: Math.max(...some.map(({ length }) => length)) });
      try {
        found.push(...await verifySome(model, session, some));
      } finally {
        await session.close?.();
      }
    }
    return right(found);
  } catch (thrown) {
    return isRunError(thrown)
      ? left({ _tag: "Model", error: thrown })
      : left({ _tag: "ScoringFailed", judge: model.name, reason: reasonOf(thrown) });
  }
};

const verifySome = async (
  { abilities: { process, vocabulary } }: Model,
  session: Session,
  texts: Texts,
): Promise<readonly Float64Array[]> => {
  const { values, positions, width } = await session.verify!({
    rows: texts.map((_, row) => row),
    context: texts.map(() => new Int32Array(0)),
    draft: texts.map((tokens) => Int32Array.from(tokens)),
    start: texts.map(() => 0),
    noise: texts.map((tokens, row) => priorOf(process === "uniform", vocabulary, tokens.length, row)),
  });
  return texts.map((tokens, row) => {
    const logits = values.subarray(row * positions * width, (row * positions + tokens.length) * width);
    const logP = logProbabilities(logits, width, vocabulary);
    return Float64Array.from(tokens, (token, i) => logP[i * vocabulary + token]);
  });
};

/** Tokens from the prior, the same every time: networks are fed them beside the text. */
const priorOf = (uniform: boolean, vocabulary: number, length: number, row: number): Int32Array => {
  const key = fold(sampleKey(0, row), hashName("judge"));
  return Int32Array.from({ length }, (_, i) => uniform ? below(vocabulary, key, i) : vocabulary);
};
