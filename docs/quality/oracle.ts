import type { Process } from "../../dsl/mod.ts";
import { loadBook, type MarkovOracle, markovOracle, type OracleKind } from "../../runtime/mod.ts";

const made = new Map<string, Promise<MarkovOracle>>();

/** An exact prediction is the same whatever was predicted before: the oracle may be asked by those who tell it. */
const toldPredictions = (model: MarkovOracle): MarkovOracle => ({
  ...model,
  abilities: { ...model.abilities, selfConditioning: true },
});

/** The exact model of the shipped book for a kind of noise; its texts begin with a line. */
export const oracleFor = (process: Process, prediction: OracleKind): Promise<MarkovOracle> => {
  const key = `${process} ${prediction}`;
  const model = made.get(key) ??
    loadBook().then(({ text, title }) =>
      toldPredictions(markovOracle(text, { process, prediction, start: "\n", name: title }))
    );
  made.set(key, model);
  return model;
};
