import type { Scorer } from "../eval/likelihood/scorer.ts";
import { promptLengths } from "./corpora/examples.ts";

/** Log-probability of what cannot be. */
const IMPOSSIBLE = -1e6;

/**
 * A scorer of rows that begin with a prompt: it is there without noise and certain, so that a row costs what stands behind it. The
 * same scorer where there is no separator.
 *
 * @param separator The token that ends a prompt.
 */
export const givenPrompts = (scorer: Scorer, separator: number | undefined): Scorer =>
  separator === undefined ? scorer : {
    ...scorer,
    score: async (request) => {
      const { x0, length } = request;
      const V = scorer.vocabulary;
      const given = promptLengths(x0, length, separator).flatMap((count, row) =>
        Array.from({ length: count }, (_, i) => row * length + i)
      );
      const xt = Int32Array.from(request.xt);
      given.forEach((i) => xt[i] = x0[i]);
      const logP = Float64Array.from(await scorer.score({ ...request, xt }));
      for (const i of given) { logP.fill(IMPOSSIBLE, i * V, (i + 1) * V)[i * V + x0[i]] = 0; }
      return logP;
    },
  };

/** The tokens of rows that count: of those that begin with a prompt, what stands behind it. */
export const behindPrompts = (x0: Int32Array, length: number, separator: number | undefined): Int32Array => {
  if (separator === undefined) { return x0; }
  const prompts = promptLengths(x0, length, separator);
  return x0.filter((_, i) => i % length >= prompts[Math.floor(i / length)]);
};

/** Characters of tokens, by the characters of each. */
export const charactersBy = (lengths: readonly number[]) => (tokens: Int32Array): number =>
  tokens.reduce((sum, token) => sum + lengths[token], 0);
