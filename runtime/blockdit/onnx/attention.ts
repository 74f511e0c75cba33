import type { GraphBuilder, Name } from "./graph.ts";

/** `[rows, n, heads * width]` as `[rows, heads, n, width]`. */
export const splitHeads = (graph: GraphBuilder, x: Name, heads: number, width: number): Name => {
  const [split] = graph.node("Reshape", [x, graph.integers(0, 0, heads, width)]);
  return graph.node("Transpose", [split], { perm: [0, 2, 1, 3] })[0];
};

/**
 * Softmax attention: queries `[rows, n, heads * width]`, keys and values `[rows, heads, keys, width]`, bias `[rows, n, keys]`.
 */
export const attention = (graph: GraphBuilder, heads: number) => {
  const biases = new Map<Name, Name>();
  const ofAllHeads = (bias: Name): Name => {
    const name = biases.get(bias) ?? graph.node("Unsqueeze", [bias, graph.integers(1)])[0];
    biases.set(bias, name);
    return name;
  };
  return (...[queries, keys, values, bias]: readonly Name[]): Name =>
    graph.node("MultiHeadAttention", [queries, keys, values, "", "", ofAllHeads(bias)], { num_heads: heads })[0];
};
