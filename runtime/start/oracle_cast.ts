import type { Process } from "../../dsl/mod.ts";
import { type Book, type MarkovOracle, markovOracle } from "../models/mod.ts";
import type { RowResult } from "../trace.ts";
import type { Cast } from "./cast.ts";

/** Exact models of a book: what their texts cost is a fact. */
export const oracleCast = ({ text, title }: Book): Cast => {
  const known = new Map<Process, MarkovOracle>();
  const model = (process: Process): MarkovOracle => {
    const found = known.get(process) ?? markovOracle(text, { process, start: "\n", name: title });
    known.set(process, found);
    return found;
  };
  return {
    title: `an exact model of ${title}`,
    unit: "characters",
    // The chain begins like a line by itself.
    prompt: "",
    model,
    bits: (rows) => Promise.resolve(exactBits(rows, model("absorbing"))),
    judge: () => Promise.resolve("Bits per character are exact: what the model's own law charges for the text."),
    dispose: () => Promise.resolve(),
  };
};

/** The law is the same for both kinds of noise. */
const exactBits = (rows: readonly RowResult[], law: MarkovOracle): number | null => {
  const characters = rows.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const nats = rows.reduce((sum, { tokens }) => sum - law.logProbability(tokens, []), 0);
  return characters === 0 ? null : nats / Math.LN2 / characters;
};
