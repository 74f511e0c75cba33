import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Process } from "../../../dsl/mod.ts";
import type { EngineChoice } from "../../blockdit/choose.ts";
import { loadCheckpointModel } from "../../blockdit/load.ts";
import { tokenizerFor } from "../../tokenizers/load_node.ts";
import { loadCorpus } from "../../train/corpora/load_node.ts";
import { textOracle } from "../text_oracle_node.ts";
import type { Judge } from "./judge.ts";
import type { JudgeError } from "./judge_error.ts";
import { modelJudge } from "./model_judge.ts";
import { ngramJudge } from "./ngram_judge.ts";
import { onnxFiles } from "./onnx_files_node.ts";
import { onnxJudge } from "./onnx_judge.ts";
import { openPieces } from "./open_pieces_node.ts";
import { oracleJudge } from "./oracle_judge.ts";

/** How judges are named. */
export const judgeKinds =
  "oracle, oracle:mini or oracle:FILE.txt; ngram:kjv, ngram:genesis or ngram:FILE.txt, of characters; pieces:kjv, of the shipped networks' tokens; checkpoint:shipped:ar, checkpoint:FOLDER|hf:owner/name; onnx:FILE|FOLDER|hf:owner/name";

/** How a judge computes, and what a published checkpoint does not say of itself. */
export interface OpenJudgeOptions {
  /** Folder of a checkpoint's or a graph's tokenizer.json; its own unless said. */ readonly tokenizerFolder?: string;
  /** The noise that a checkpoint was trained with, where it does not say. */ readonly process?: Process;
  /** Of a checkpoint; `auto` unless said. */ readonly engine?: EngineChoice;
  /** Of onnxruntime; as many as it counts cores unless said: one on some virtual machines. */ readonly threads?:
    number;
}

/** Of a judge of this name, the options that it does not read. */
export const unusedOptions = (reference: string): readonly ("tokenizerFolder" | "process")[] =>
  reference.startsWith("checkpoint:")
    ? []
    : reference.startsWith("onnx:")
    ? ["process"]
    : ["tokenizerFolder", "process"];

/**
 * The judge of a name: see `judgeKinds`. The caller disposes of it.
 *
 * Errors: `NoSuchJudge`, and those of the text, the checkpoint or the graph behind the name.
 *
 * @example Texts under the shipped book's own law
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { openJudge } from "blockgen/node";
 * import { genPpl } from "blockgen/runtime";
 *
 * const judge = await openJudge("oracle");
 * ok(judge._tag === "Right");
 * const found = await genPpl(judge.right, [{ text: "And God said, Let there be light" }]);
 * ok(found._tag === "Right" && found.right.perplexity.value > 1);
 * await judge.right.dispose();
 * ```
 */
export const openJudge = async (
  reference: string,
  options: OpenJudgeOptions = {},
): Promise<Either<JudgeError, Judge>> => {
  const [kind = "", ...rest] = reference.split(":");
  const place = rest.join(":");
  if (kind === "oracle") { return await openOracle(reference); }
  if (kind === "ngram" && place !== "") { return await openNgram(place); }
  if (kind === "pieces" && place !== "") { return await openPieces(place); }
  if (kind === "checkpoint" && place !== "") { return await openCheckpoint(place, options); }
  if (kind === "onnx" && place !== "") { return await openOnnx(place, options); }
  return left({ _tag: "NoSuchJudge", reference, kinds: judgeKinds });
};

const openOracle = async (reference: string): Promise<Either<JudgeError, Judge>> => {
  const oracle = await textOracle(reference, { process: "absorbing" });
  return isLeft(oracle) ? left({ _tag: "Corpus", error: oracle.left }) : right(oracleJudge(oracle.right));
};

const openNgram = async (name: string): Promise<Either<JudgeError, Judge>> => {
  const corpus = await loadCorpus(name);
  return isLeft(corpus)
    ? left({ _tag: "Corpus", error: corpus.left })
    : right(ngramJudge(corpus.right.text, { name: corpus.right.title }));
};

const openCheckpoint = async (
  reference: string,
  options: OpenJudgeOptions,
): Promise<Either<JudgeError, Judge>> => {
  const model = await loadCheckpointModel(reference, options);
  if (isLeft(model)) { return left({ _tag: "Load", error: model.left }); }
  const judge = modelJudge(model.right, { dispose: model.right.dispose });
  if (isLeft(judge)) { await model.right.dispose(); }
  return judge;
};

const openOnnx = async (
  reference: string,
  { threads, tokenizerFolder }: OpenJudgeOptions,
): Promise<Either<JudgeError, Judge>> => {
  const files = await onnxFiles(reference, tokenizerFolder === undefined ? {} : { tokenizerFolder });
  if (isLeft(files)) { return left({ _tag: "Checkpoint", error: files.left }); }
  const tokenizer = await tokenizerFor(files.right.tokenizer);
  if (isLeft(tokenizer)) { return left({ _tag: "Tokenizer", error: tokenizer.left }); }
  const name = reference;
  return await onnxJudge({
    name,
    file: files.right.graph,
    tokenizer: tokenizer.right,
    ...(threads === undefined ? {} : { threads }),
  });
};
