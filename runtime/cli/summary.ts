import type { MarkovOracle } from "../models/mod.ts";
import type { Result } from "../trace.ts";

/** What a run came to, in numbers. */
export interface Summary {
  /** What computed the logits. */ readonly engine: string;
  /** Where the kernels really ran. */ readonly backend: string;
  /** Function evaluations of all rows. */ readonly nfe: number;
  /** Tokens made, without those that were given. */ readonly tokens: number;
  readonly seconds: number;
  readonly tokensPerSecond: number;
  /** `-log2 p` of the text behind the prompt, per character, exact under an oracle's own law; else, or where nothing was made, null. */
  readonly bitsPerCharacter: number | null;
  /** How often a row was too close to a boundary and was settled in float64. */ readonly settled: number;
  readonly notices: readonly string[];
}

/** The numbers of a run; `given` counts the tokens that the caller fixed. */
export const summarise = (result: Result, oracle: MarkovOracle | null, seconds: number, given: number): Summary => {
  const { engine, backend, nfe, settled, notices, rows } = result;
  const tokens = rows.reduce((sum, row) => sum + row.tokens.length, -given);
  const behind = rows.reduce((sum, row) => sum + row.tokens.length - row.prompt, 0);
  const nats = oracle === null ? 0 : rows.reduce((sum, row) => sum - logProbability(row, oracle), 0);
  return {
    engine,
    backend,
    nfe,
    tokens,
    seconds,
    settled,
    notices,
    tokensPerSecond: seconds > 0 ? tokens / seconds : 0,
    bitsPerCharacter: oracle === null || behind === 0 ? null : nats / Math.LN2 / behind,
  };
};

const logProbability = ({ tokens, prompt }: Result["rows"][number], model: MarkovOracle): number =>
  model.logProbability(tokens.slice(prompt), tokens.slice(0, prompt));

/** One line for a human. */
export const summaryLine = (summary: Summary): string =>
  [
    `engine ${summary.engine}`,
    `kernels on ${summary.backend}`,
    `${summary.nfe} NFE`,
    `${Math.round(summary.tokensPerSecond)} tokens/s`,
    ...(summary.bitsPerCharacter === null ? [] : [`${summary.bitsPerCharacter.toFixed(2)} bits per character`]),
    `${summary.settled} settled in float64`,
  ].join(", ");
