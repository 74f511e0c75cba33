import type { Process, Program } from "blockgen/dsl";
import {
  type Film,
  filmOf,
  loadBook,
  type MarkovOracle,
  markovOracle,
  type Model,
  sample,
  timelineSvg,
  tokenNames,
} from "blockgen/runtime";

/** What a sampler wrote. */
export interface Written {
  readonly text: string;
  /** Calls of the model. */ readonly nfe: number;
  /** Exact bits per written character, by the oracle's own law. */ readonly bits: number;
  /** Every step, to look at. */ readonly film: Film;
}

/** How it is asked to write. */
export interface Asked {
  readonly prompt?: string;
  /** Characters, the prompt's included. */ readonly length?: number;
  readonly seed?: number;
}

/** The exact oracle of the book that ships. */
export const genesis = async (process: Process = "absorbing"): Promise<MarkovOracle> =>
  markovOracle((await loadBook()).text, { process });

/** Runs a sampler on an oracle. */
export const written = async (
  title: string,
  program: Program,
  oracle: MarkovOracle,
  asked: Asked = {},
): Promise<Written> => {
  const { prompt = "In the beginning", length = 64, seed = 1 } = asked;
  const rows = [prompt === "" ? {} : { prompt }];
  const { rows: [row], trace } = await sample(program, oracle as Model, { length, seed, rows, trace: "stage" });
  const { tokens, nfe, text = "", prompt: given } = row!;
  const nats = -oracle.logProbability(tokens.slice(given), tokens.slice(0, given));
  const bits = nats / Math.LN2 / (length - given);
  const facts = [`${nfe} calls`, `${bits.toFixed(2)} bits a character`, `seed ${seed}`];
  const names = tokenNames(oracle.symbols.length, (token) => oracle.symbols[token]!);
  return { text, nfe, bits, film: filmOf(trace, 0, { title, facts, prompt: tokens.slice(0, given), names }) };
};

/** What a notebook shows as a picture; anywhere else it is an object that does nothing. */
export const picture = (...texts: readonly Written[]): Record<symbol, () => { readonly "image/svg+xml": string }> => ({
  [Symbol.for("Jupyter.display")]: () => ({ "image/svg+xml": timelineSvg(texts.map(({ film }) => film)) }),
});

/** The first step of a film, as text: what a block is before anything was predicted. */
export const firstStep = ({ film }: Written): string =>
  film.moments[0]!.cells.map(({ token }) => film.sign(token) || "▒").join("");
