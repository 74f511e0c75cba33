import { headWidth, type NetworkConfig } from "../../blockdit/config.ts";
import type { JaxLibrary } from "../../blockdit/jax/load.ts";
import { levelFrequencies, turnsOf } from "../../blockdit/jax/tables.ts";
import { attentionLayout, HIDDEN } from "../layout.ts";
import type { StepTables } from "./loss.ts";

/** The arrays that no step changes. @param vocabulary Real tokens: later rows of the embedding are no tokens. */
export const stepTables = (jax: JaxLibrary, config: NetworkConfig, rows: number, vocabulary: number): StepTables => {
  const { numpy: np } = jax;
  const { length } = config;
  const { clean } = attentionLayout([], length, length);
  const banned = Float32Array.from({ length: config.vocabulary }, (_, v) => v < vocabulary ? 0 : HIDDEN);
  return {
    turns: turnsOf(jax, Int32Array.from({ length }, (_, i) => i), 1, headWidth(config)),
    clean: np.array(clean as Float32Array<ArrayBuffer>).reshape([1, 1, length, length]),
    sigma: np.zeros([rows, 1]),
    frequencies: np.array(levelFrequencies()),
    banned: np.array(banned),
  };
};
