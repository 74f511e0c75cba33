import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Process } from "../../dsl/mod.ts";
import { type MarkovOracle, markovOracle, type OracleKind } from "../models/mod.ts";
import type { CorpusError } from "../train/corpora/errors.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import { miniSource } from "../train/corpora/mini_language.ts";

/** Which oracle of a text. */
export interface TextOracleOptions {
  readonly process: Process;
  /** What predictions mean; leave-one-out unless said. */ readonly prediction?: OracleKind;
}

/** Is it the name of an oracle? */
export const isOracleName = (name: string): boolean => name === "oracle" || name.startsWith("oracle:");

/**
 * The oracle of a name: `oracle`, of the shipped book; `oracle:mini`, the law that `blockgen train --corpus mini` draws its text from;
 * `oracle:NAME` and `oracle:FILE.txt`, of a corpus. Texts begin like a line where the source has lines, but those of `mini` anywhere.
 */
export const textOracle = async (
  name: string,
  { process, prediction = "loo" }: TextOracleOptions,
): Promise<Either<CorpusError, MarkovOracle>> => {
  const source = name === "oracle" ? "genesis" : name.slice("oracle:".length);
  if (source === "mini") {
    const { text, smoothing } = miniSource;
    return right(markovOracle(text, { process, prediction, smoothing, name: "mini language" }));
  }
  const corpus = await loadCorpus(source);
  if (isLeft(corpus)) { return corpus; }
  const { text, title } = corpus.right;
  if (text.trim() === "") { return left({ _tag: "Empty", name }); }
  return right(markovOracle(text, { process, prediction, start: text.includes("\n") ? "\n" : "", name: title }));
};
