import { type Either, isLeft, left, mapLeft, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { shippedFolder } from "../../shipped/place_node.ts";
import { tokenizerFor } from "../../tokenizers/load_node.ts";
import type { CorpusError } from "../../train/corpora/errors.ts";
import { loadCorpus } from "../../train/corpora/load_node.ts";
import { splitCorpus, tokensOf } from "../../train/corpora/mod.ts";
import type { Judge } from "./judge.ts";
import type { JudgeError } from "./judge_error.ts";
import { pieceJudge } from "./piece_judge.ts";

const ofCorpus = mapLeft((error: CorpusError): JudgeError => ({ _tag: "Corpus", error }));

/** A 5-gram of the training part of a corpus, in the tokens of the networks that ship. */
export const openPieces = async (name: string): Promise<Either<JudgeError, Judge>> => {
  const tokenizer = await tokenizerFor(shippedFolder("masked"));
  if (isLeft(tokenizer)) { return left({ _tag: "Tokenizer", error: tokenizer.left }); }
  const corpus = ofCorpus(await loadCorpus(name));
  if (isLeft(corpus)) { return corpus; }
  const tokens = pipe(tokensOf(tokenizer.right, splitCorpus(corpus.right.text).train), ofCorpus);
  return isLeft(tokens) ? tokens : right(pieceJudge(tokenizer.right, tokens.right, { name: corpus.right.title }));
};
