import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { fnv1a64 } from "../../../dsl/interpreters/hash.ts";
import { describe } from "../../errors.ts";
import type { Model, Tokenizer } from "../../model.ts";
import { run } from "../../run.ts";
import { codePoints } from "../genppl/report.ts";
import type { Judge, TextScore } from "../judges/judge.ts";
import { describeJudgeError } from "../judges/judge_error.ts";
import { distinct } from "../metrics/distinct.ts";
import { meanInterval } from "../metrics/mean_interval.ts";
import { unigramEntropy } from "../metrics/unigram_entropy.ts";
import { type Cell, programOf } from "./cells.ts";
import type { Measured } from "./result.ts";

/** Six places are more than intervals warrant, and the same on every machine. */
const round = (x: number): number => Math.round(x * 1e6) / 1e6;

/** Texts without a score count for nothing: an empty one repeats nothing, and would count as the most varied of all. */
const distinctOf = (scored: readonly (readonly number[])[]): readonly (number | null)[] =>
  [1, 2, 3, 4].map((n) =>
    scored.length === 0 ? null : round(meanInterval(scored.map((text) => distinct(text, n))).mean)
  );

/** A cell's model and judge, and who is told what the run has to say: assumptions that were made. */
export interface MeasuredWith {
  readonly model: Model;
  readonly judge: Judge;
  readonly noticed: (notice: string) => void;
}

/** How a cell's texts are read; otherwise why its model cannot make them. */
const readerOf = ({ sampler, reference, process }: Cell, { abilities, tokenizer }: Model): Either<string, Tokenizer> =>
  abilities.process !== process
    ? left(`Cannot run ${sampler} on ${reference} as it must be of ${process} noise: found ${abilities.process}`)
    : tokenizer === undefined
    ? left(`Cannot judge texts of ${reference} as it has no tokenizer: name a folder with one, tokenizer of the model`)
    : right(tokenizer);

const ofTexts = (texts: readonly string[], scores: readonly TextScore[]): Pick<Measured, "perText" | "distinct"> => {
  const characters = texts.map(codePoints);
  return {
    perText: {
      nats: scores.map(({ nats }) => round(nats)),
      tokens: scores.map(({ tokens }) => tokens),
      characters: scores.map(({ characters }) => characters),
      entropy: characters.map((text) => round(unigramEntropy(text))),
    },
    distinct: distinctOf(characters.filter((_, i) => scores[i]!.tokens > 0)),
  };
};

/** Runs one cell and has its texts judged; otherwise why not, in a sentence. The same numbers every time. */
export const measureCell = async (
  cell: Cell,
  { model, judge, noticed }: MeasuredWith,
): Promise<Either<string, Measured>> => {
  const { texts: rows, length, block, seed, backend } = cell;
  const reader = readerOf(cell, model);
  if (isLeft(reader)) { return reader; }
  const result = await run(programOf(cell), model, { length, rows, seed, backend })();
  if (isLeft(result)) { return left(describe(result.left)); }
  result.right.notices.forEach(noticed);
  const all = result.right.rows.map(({ tokens }) => Array.from(tokens));
  const texts = all.map((tokens) => reader.right.decode(tokens));
  const scores = await judge.score(texts);
  if (isLeft(scores)) { return left(describeJudgeError(scores.left)); }
  return right({
    nfe: round(result.right.nfe / rows / (length / block)),
    ...ofTexts(texts, scores.right),
    tokens: fnv1a64(JSON.stringify(all)),
    ran: { engine: result.right.engine, backend: result.right.backend },
  });
};
