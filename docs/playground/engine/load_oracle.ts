import type { Process } from "blockgen/dsl";
import { markovOracle, type Model } from "blockgen/runtime";
import * as E from "fp-ts/lib/Either.js";
import type { LoadedModel } from "./loaded_model.ts";

/** How much of the text its own bits per character are measured on; more takes longer and changes little. */
const MEASURED_CHARACTERS = 20_000;

/** The exact oracle of a text; throws what `markovOracle` throws. */
export const loadOracle = (text: string, process: Process): LoadedModel => {
  const oracle = markovOracle(text, { process });
  const measured = oracle.bitsPerCharacter(text.slice(0, MEASURED_CHARACTERS));
  return {
    model: oracle as Model,
    symbols: oracle.symbols,
    textBits: E.isRight(measured) ? measured.right : null,
    bitsOf: (tokens, prompt) => {
      const made = tokens.slice(prompt);
      const nats = made.length === 0 ? 0 : -oracle.logProbability(made, tokens.slice(0, prompt)) / made.length;
      return nats / Math.LN2;
    },
    dispose: () => Promise.resolve(),
  };
};
