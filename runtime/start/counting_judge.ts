import { type Either, isLeft, isRight } from "fp-ts/lib/Either.js";
import { windowsOf } from "../cli/eval_samples.ts";
import { describeJudgeError, type Judge, type JudgeError } from "../eval/judges/mod.ts";
import { openPieces } from "../eval/judges/open_pieces_node.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import { splitCorpus } from "../train/corpora/mod.ts";
import type { RowResult } from "../trace.ts";
import type { Cast } from "./cast.ts";

const totalOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);

const bitsOf = async (judge: Judge, texts: readonly string[]): Promise<number | null> => {
  const scores = await judge.score(texts);
  return isLeft(scores) || texts.length === 0
    ? null
    : totalOf(scores.right.map(({ nats }) => nats)) / Math.LN2 / totalOf(scores.right.map((one) => one.characters));
};

const textsOf = (rows: readonly RowResult[]): readonly string[] =>
  rows.flatMap(({ text }) => text === undefined || text === "" ? [] : [text]);

/** Characters of a piece of real text: about as long as a text of the show. */
const LONG = 300;

/** A 5-gram of a corpus that owes the networks nothing: counted once, when it is first asked. */
export const countingJudge = (corpus: string): { bits: Cast["bits"]; sentence: Cast["judge"] } => {
  let opened: Promise<Either<JudgeError, Judge>> | undefined;
  const open = (): Promise<Either<JudgeError, Judge>> => opened ??= openPieces(corpus);
  const realBits = async (judge: Judge): Promise<string> => {
    const text = await loadCorpus(corpus);
    const bits = isLeft(text) ? null : await bitsOf(judge, windowsOf(splitCorpus(text.right.text).validation, LONG));
    return bits === null ? "" : `; it gives verses that it has not counted ${bits.toFixed(2)}`;
  };
  return {
    bits: async (rows) => {
      const judge = await open();
      return isLeft(judge) ? null : await bitsOf(judge.right, textsOf(rows));
    },
    sentence: async () => {
      const judge = await open();
      return isRight(judge)
        ? `Bits per character are those of a judge, not of the network: ${judge.right.name}${await realBits(
          judge.right,
        )}.`
        : `There are no bits per character: ${describeJudgeError(judge.left)}.`;
    },
  };
};
