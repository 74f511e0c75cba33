import { headWidth, type NetworkConfig } from "../config.ts";
import type { Stream } from "../ops.ts";
import type { Dimension, GraphBuilder, Name } from "./graph.ts";

/**
 * What each call of the network is given, with the clean and the noisy tokens of a row one after the other:
 * `tokens` and `positions` `[rows, clean + noisy]`, `clean` `[1]` how many are clean, `sigma` `[rows]`,
 * `bias` `[rows, clean + noisy, past + clean + noisy]`, and the turns of heads `[positions, head width / 2]`.
 */
export const inputNames = {
  tokens: "tokens",
  positions: "positions",
  clean: "clean",
  sigma: "sigma",
  bias: "bias",
  cosines: "cosines",
  sines: "sines",
} as const;

/** Which half of what attention remembers. */
export type Kind = "keys" | "values";
/** Both. */
export const kinds = ["keys", "values"] as const;

/** A layer's cached keys or values: `[rows, heads, past, head width]`. */
export const pastName = (layer: number, kind: Kind): Name => `past ${kind} ${layer}`;

/** What a layer's fresh clean tokens offer: `[rows, heads, clean, head width]`. */
export const freshName = (layer: number, kind: Kind): Name => `fresh ${kind} ${layer}`;

/** The logits of the noisy tokens: `[rows, noisy, vocabulary]`. */
export const logitsName = "logits";

/** Sizes that a call chooses. */
export const sizes = { rows: "rows", tokens: "tokens", clean: "clean", noisy: "noisy", past: "past", keys: "keys" };

/** Declares all of it. */
export const declareInputs = (graph: GraphBuilder, config: NetworkConfig): void => {
  const { rows, tokens, past, keys } = sizes;
  const half = headWidth(config) / 2;
  const rotary: readonly Dimension[] = ["positions", half];
  graph.input(inputNames.tokens, "int32", [rows, tokens]);
  graph.input(inputNames.positions, "int32", [rows, tokens]);
  graph.input(inputNames.clean, "int64", [1]);
  graph.input(inputNames.bias, "float32", [rows, tokens, keys]);
  graph.input(inputNames.cosines, "float32", rotary);
  graph.input(inputNames.sines, "float32", rotary);
  if (config.adaLN) { graph.input(inputNames.sigma, "float32", [rows]); }
  for (let layer = 0; layer < config.blocks; layer++) {
    kinds.forEach((kind) => graph.input(pastName(layer, kind), "float32", [rows, config.heads, past, 2 * half]));
  }
};

/** Beyond every size. */
const END = 2 ** 31 - 1;

/** The tokens of one stream, where an axis has clean and then noisy ones. */
export const cutTokens = (graph: GraphBuilder, x: Name, stream: Stream, axis = 1): Name => {
  const [from, to] = stream === "clean"
    ? [graph.integers(0), inputNames.clean]
    : [inputNames.clean, graph.integers(END)];
  return graph.node("Slice", [x, from, to, graph.integers(axis)])[0];
};
