import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import type { Process } from "../../dsl/mod.ts";
import { BlockgenError, type RunError } from "../errors.ts";
import type { Tokenizer } from "../model.ts";
import { characterTokenizer } from "./character_tokenizer.ts";
import { foldText, symbolsOf } from "./fold_text.ts";
import { looMarginals, push } from "./forward_backward.ts";
import { unlimited } from "./function.ts";
import { type MarkovChain, markovChain } from "./markov_chain.ts";
import { type Law, type Oracle, oracle, type OracleAbilities, type OracleKind } from "./oracle.ts";

/** How a Markov oracle is made of a text. */
export interface MarkovOptions<P extends Process = Process> {
  /** The noise that it undoes (default: `absorbing`). */ readonly process?: P;
  /** What predictions mean (default: `loo`). */ readonly prediction?: OracleKind;
  /**
   * Weight of lower orders, more than 0 (default: 1, Witten and Bell's; near 0 the texts stay closer to the source).
   */
  readonly smoothing?: number;
  /** Most symbols to keep, 2 to 64 (default); the text is folded until it fits. */ readonly symbols?: number;
  /** What stands before position 0, `"\n"` for a new line; without it a text starts at a random place of the source. */
  readonly start?: string;
  /** Shown to the user (default: "markov oracle"). */ readonly name?: string;
}

/** The oracle of a text: it also knows its alphabet. */
export interface MarkovOracle<out A = unknown> extends Oracle<A> {
  /** One token a character. */ readonly tokenizer: Tokenizer;
  /** The character of each token, in the order of code points. */ readonly symbols: readonly string[];
  /** `-log2 p(text) / characters`, 0 for no text; or the first character that has no token. */
  readonly bitsPerCharacter: (text: string) => E.Either<RunError, number>;
}

/**
 * The oracle of a Markov chain of order 2 over the characters of a text: exact full and leave-one-out predictions at
 * every noise level, exact AR, exact `ln p`. The chain is `MarkovChain`; every text over its symbols is possible.
 *
 * Unconditional predictions, and an empty context without `start`, see a random place of the text, read as a circle.
 *
 * Errors: throws `OutOfRange` for an empty text or a number outside its range, `UnknownCharacter` for a `start` that
 * cannot be encoded.
 *
 * @example It knows what follows
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { markovOracle } from "blockgen/runtime";
 *
 * const song = markovOracle("row, row, row your boat ", { process: "uniform" });
 * const { tokens } = song.tokenizer.encode("row, ro") as { tokens: number[] };
 * const next = song.verify64(tokens, [0]);
 * strictEqual(song.symbols[next.indexOf(Math.max(...next))], "w");
 * ```
 */
export function markovOracle<const P extends Process = "absorbing">(
  text: string,
  options: MarkovOptions<P> = {},
): MarkovOracle<OracleAbilities<P>> {
  const { prediction = "loo", smoothing = 1, symbols: most = 64, start = "", name = "markov oracle" } = options;
  demand("the number of symbols", "from 2 to 64", most, most >= 2 && most <= 64);
  demand("smoothing", "more than 0", smoothing, smoothing > 0 && smoothing < Infinity);
  demand("the length of the text", "at least 1", text.length, text.length > 0);
  const folded = foldText(text, most);
  const symbols = symbolsOf(folded);
  const tokenizer = characterTokenizer(symbols);
  const chain = markovChain(encoded(tokenizer, folded), symbols.length, smoothing);
  const law = lawOf(chain, encoded(tokenizer, start));
  const process = options.process ?? ("absorbing" as P);
  const parts = {
    name,
    law,
    process,
    vocabulary: symbols.length,
    prediction,
    maximumLength: unlimited,
    tokenizer,
    ends: {},
  };
  const made = oracle<P>(parts);
  return { ...made, tokenizer, symbols, bitsPerCharacter: (sample) => bits(made, tokenizer, sample) };
}

function demand(what: string, range: string, found: number, ok: boolean): void {
  if (!ok) { throw new BlockgenError({ _tag: "OutOfRange", what, range, found: String(found) }); }
}

const encodeText = (tokenizer: Tokenizer, text: string): E.Either<RunError, readonly number[]> => {
  const read = tokenizer.encode(text);
  return "tokens" in read
    ? E.right(read.tokens)
    : E.left({ _tag: "UnknownCharacter", row: 0, character: read.unknown, at: read.at });
};

function encoded(tokenizer: Tokenizer, text: string): readonly number[] {
  const read = encodeText(tokenizer, text);
  if (E.isLeft(read)) { throw new BlockgenError(read.left); }
  return read.right;
}

const bits = (law: Oracle, tokenizer: Tokenizer, text: string): E.Either<RunError, number> =>
  pipe(
    encodeText(tokenizer, text),
    E.map((tokens) => tokens.length === 0 ? 0 : -law.logProbability(tokens) / Math.LN2 / tokens.length),
  );

/** The chain as a law of sequences that begin behind `start`. */
function lawOf(chain: MarkovChain, start: readonly number[]): Law {
  const V = chain.vocabulary;
  const shorter = (tokens: ArrayLike<number>, end: number): readonly number[] =>
    end >= 2 ? [tokens[end - 2], tokens[end - 1]] : [...start, ...Array.from(tokens).slice(0, end)].slice(-2);
  const marginals = looMarginals(chain);
  return {
    leaveOneOut: (context, at, evidence) =>
      marginals(nextPair(chain, context === null ? [] : shorter(context, at)), evidence),
    next: (tokens, end) => {
      const last = shorter(tokens, end);
      return last.length === 2 ? transition(chain, last[0], last[1]) : lastOf(nextPair(chain, last), V);
    },
  };
}

/** The distribution of (last symbol, next symbol), `[V * V]`, behind at most two symbols. */
function nextPair(chain: MarkovChain, last: readonly number[]): Float64Array {
  const V = chain.vocabulary;
  if (last.length === 0) { return chain.pairs; }
  if (last.length === 1) {
    return push(
      chain,
      chain.pairs,
      Float64Array.from({ length: V }, (_, b) => b === last[0] ? 1 : 0),
    );
  }
  const out = new Float64Array(V * V);
  out.set(transition(chain, last[0], last[1]), last[1] * V);
  return out;
}

/** `p(c | a, b)`, `[V]`. */
function transition(chain: MarkovChain, a: number, b: number): Float64Array {
  const { vocabulary: V, from, symbol, weight, rest, lower } = chain;
  const pair = a * V + b;
  const out = lower.slice(b * V, (b + 1) * V);
  for (let c = 0; c < V; c++) { out[c] *= rest[pair]; }
  for (let k = from[pair]; k < from[pair + 1]; k++) { out[symbol[k]] += weight[k]; }
  return out;
}

function lastOf(pairs: Float64Array, V: number): Float64Array {
  const out = new Float64Array(V);
  pairs.forEach((p, pair) => out[pair % V] += p);
  return out;
}
