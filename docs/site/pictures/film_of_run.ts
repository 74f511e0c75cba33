import type { Process, Program } from "../../../dsl/mod.ts";
import { type Film, filmOf, type MarkovOracle, sample, tokenNames } from "../../../runtime/mod.ts";
import { oracleFor } from "../../quality/oracle.ts";

/** Where every picture begins: one whole block. */
export const prompt = "In the beginning";

/** A run to draw. */
export interface Shot {
  readonly title: string;
  readonly program: Program;
  readonly process: Process;
  readonly seed?: number;
  /** Characters, prompt included. */ readonly length?: number;
}

/** How the oracle's tokens are written. */
export const namesOf = (oracle: MarkovOracle) => tokenNames(oracle.symbols.length, (token) => oracle.symbols[token]!);

/** Runs a program on the exact model of the shipped book, behind a prompt of one block; the same film every time. */
export const filmOfRun = async ({ title, program, process, seed = 1, length = 32 }: Shot): Promise<Film> => {
  const oracle = await oracleFor(process, "full");
  const rows = [{ prompt }];
  const { trace, nfe } = await sample(program, oracle, { length, rows, seed, trace: "stage", backend: "host" });
  const encoded = oracle.tokenizer.encode(prompt);
  if (!("tokens" in encoded)) { throw new Error(`the book has no ${encoded.unknown}`); }
  const facts = { title, facts: [`NFE ${nfe}`], nodes: program.nodes, prompt: encoded.tokens, names: namesOf(oracle) };
  return filmOf(trace, 0, facts);
};
