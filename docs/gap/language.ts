import type { Process } from "../../dsl/mod.ts";
import { type MarkovOracle, markovOracle } from "../../runtime/models/mod.ts";
import type { TrainData } from "../../runtime/train/data.ts";
import { miniLanguage, miniSource } from "../../runtime/train/corpora/mod.ts";

/** Three letters in runs of about six: a network learns it in half a minute, so that what is left is worth asking about. */
const source = "aaaaaabbbbbbcccccc";
const { smoothing } = miniSource;
const language = miniLanguage(source, smoothing);
const ids = (text: string): Uint16Array => Uint16Array.from(text, (letter) => language.symbols.indexOf(letter));

/** Bits per character of a long text: no model does better. */
export const entropyRate = language.entropyRate;

/** Text of it as a training reads it. */
export const data: TrainData = {
  title: "runs of three letters",
  licence: "none",
  source: "drawn",
  tokens: ids(language.draw(100_000, 0)),
  validation: ids(language.draw(20_000, 1)),
  vocabulary: language.symbols.length,
  lengths: language.symbols.map(() => 1),
  tokenizerJson: "{}",
  decode: (tokens) => tokens.map((token) => language.symbols[token]).join(""),
};

/** The language itself as a model: its predictions are exact, and it is the judge. */
export const oracle = (process: Process): MarkovOracle =>
  markovOracle(source, { process, prediction: "loo", smoothing, name: "the language" });
