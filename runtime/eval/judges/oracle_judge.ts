import { isLeft, right } from "fp-ts/lib/Either.js";
import type { MarkovOracle } from "../../models/markov_oracle.ts";
import { encodeTexts } from "./encode.ts";
import { type Judge, nothingToFree } from "./judge.ts";

/**
 * The law itself as a judge: `-ln p(text)`, exactly.
 *
 * @example By hand: 1/2 for the first character, 7/8 for what follows it
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { isRight } from "fp-ts/lib/Either.js";
 * import { markovOracle, oracleJudge } from "blockgen/runtime";
 *
 * const scores = await oracleJudge(markovOracle("ab")).score(["ba"]);
 * ok(isRight(scores) && Math.abs(Math.exp(-scores.right[0]!.nats) - 7 / 16) < 1e-12);
 * ```
 */
export const oracleJudge = (oracle: Pick<MarkovOracle, "name" | "tokenizer" | "logProbability">): Judge => ({
  name: oracle.name,
  readsGiven: true,
  conventions: "exact: a token is a character, all count, texts begin where the law says and do not end",
  score: (texts, given = []) => {
    const encoded = encodeTexts(oracle.name, oracle.tokenizer, texts);
    return Promise.resolve(
      isLeft(encoded) ? encoded : right(encoded.right.map((all, i) => {
        const tokens = all.slice(given[i] ?? 0);
        const nats = -oracle.logProbability(tokens, all.slice(0, given[i] ?? 0));
        return { nats, tokens: tokens.length, characters: tokens.length };
      })),
    );
  },
  dispose: nothingToFree,
});
