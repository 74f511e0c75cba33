import { frequencyBase, noiseFrequencies } from "../config.ts";
import type { GraphBuilder, Name } from "./graph.ts";
import { inputNames } from "./inputs.ts";

const half = noiseFrequencies / 2;
const frequencies = Array.from({ length: half }, (_, i) => frequencyBase ** (-i / half));

/** Cosines, then sines, of a row's noise level at all frequencies: `[rows, 1, 256]`. */
export const sinusoids = (graph: GraphBuilder): Name => {
  const [sigma] = graph.node("Unsqueeze", [inputNames.sigma, graph.integers(1, 2)]);
  const [angles] = graph.node("Mul", [sigma, graph.floats("noise frequencies", frequencies)]);
  const parts = [...graph.node("Cos", [angles]), ...graph.node("Sin", [angles])];
  return graph.node("Concat", parts, { axis: -1 })[0];
};
