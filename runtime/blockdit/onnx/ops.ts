import { headWidth, type NetworkConfig } from "../config.ts";
import type { KeysValues, Ops, Stream } from "../ops.ts";
import { attention, splitHeads } from "./attention.ts";
import type { GraphBuilder, Name } from "./graph.ts";
import { cutTokens, freshName, inputNames, type Kind, pastName, sizes } from "./inputs.ts";
import { elementType } from "./proto.ts";
import { sinusoids } from "./noise_level.ts";
import type { Edge, Make, SideBySide } from "./side_by_side.ts";

/** What the operations write to. */
export interface Drawing {
  readonly config: NetworkConfig;
  readonly graph: GraphBuilder;
  readonly streams: SideBySide;
  /** Makes a weight of the checkpoint known to the graph. */ readonly weight: (name: string) => Name;
}

type Node = (type: string, inputs: readonly Name[], attributes?: Parameters<GraphBuilder["node"]>[2]) => Name;

const activations: Readonly<Record<NetworkConfig["activation"], (node: Node, x: Name) => Name>> = {
  gelu: (node, x) => node("FastGelu", [x]),
  relu2: (node, x) => {
    const positive = node("Relu", [x]);
    return node("Mul", [positive, positive]);
  },
};

/** An input that has a cell for each token of a call. */
const ofTokens = (name: Name): Edge => ({ name, id: name, stream: null, tokens: "both" });

/** What is cached of a layer, then all tokens of the call, as `[rows, heads, keys, width]`; the clean ones' part is an answer. */
const remembered = ({ graph, config, streams }: Drawing, layer: number, kind: Kind, fresh: Edge): Edge =>
  streams.ask(`${kind} of layer ${layer}`, null, [fresh], ([x]) => {
    const heads = splitHeads(graph, x, config.heads, headWidth(config));
    graph.output(freshName(layer, kind), cutTokens(graph, heads, "clean", 2), [
      sizes.rows,
      config.heads,
      sizes.clean,
      headWidth(config),
    ]);
    return graph.node("Concat", [pastName(layer, kind), heads], { axis: 2 });
  })[0];

/** 64-bit positions, which only some operators want: made once. */
const wholeNumbers = (graph: GraphBuilder) => {
  const made = new Map<Name, Name>();
  return (x: Name): Name => {
    const name = made.get(x) ?? graph.node("Cast", [x], { to: elementType.int64 })[0];
    made.set(x, name);
    return name;
  };
};

/** BlockDiT's operations as nodes of an ONNX graph, both streams side by side. */
export const onnxOps = (drawing: Drawing): Ops<Edge> => {
  const { config, graph, streams, weight } = drawing;
  const node: Node = (type, inputs, attributes) => graph.node(type, inputs, attributes)[0];
  const one = (what: string, inputs: readonly Edge[], make: (...inputs: readonly Name[]) => Name): Edge =>
    streams.ask(what, inputs[0].stream, inputs, (names) => [make(...names)])[0];
  const fixed = (what: string, name: () => Name): Edge => streams.ask(what, null, [], () => [name()])[0];
  const of = (name: Name, stream: Stream): Edge => ({ ...ofTokens(name), stream });
  const product: Make = ([x, w, bias]) => {
    const y = node("FusedMatMul", [x, w], { transB: 1 });
    return [bias === "" ? y : node("Add", [y, bias])];
  };
  const int64 = wholeNumbers(graph);
  const attend = attention(graph, config.heads);
  return {
    weight: (name) => fixed(name, () => weight(name)),
    embed: (table, stream) =>
      one("embed", [of(inputNames.tokens, stream), table], (ids, t) => node("Gather", [t, ids])),
    noiseLevel: () => fixed("noise level", () => sinusoids(graph)),
    linear: (x, w, bias) => streams.ask("linear", x.stream, [x, w, bias], product)[0],
    linears: (x, w, bias, parts) =>
      streams.ask(
        `${parts} linears`,
        x.stream,
        [x, w, bias],
        (names, tokens) => graph.node("Split", product(names, tokens), { axis: -1, num_outputs: parts }, parts),
      ),
    layerNorm: (x, w) =>
      one("norm", [x, w], (...names) => node("LayerNormalization", names, { axis: -1, epsilon: { float: 1e-5 } })),
    modulate: (x, shift, scale) =>
      one(
        "modulate",
        [x, shift, scale],
        (y, by, times) => node("Add", [node("Mul", [y, node("Add", [times, graph.floats("one", 1)])]), by]),
      ),
    add: (x, y) => one("add", [x, y], (...names) => node("Add", names)),
    addGated: (x, gate, y) => one("add gated", [x, gate, y], (a, g, b) => node("Add", [a, node("Mul", [b, g])])),
    silu: (x) => one("silu", [x], (y) => node("Mul", [y, node("Sigmoid", [y])])),
    activate: (x) => one("activate", [x], (y) => activations[config.activation](node, y)),
    rotate: (x, stream) =>
      one(
        "rotate",
        [x, of(inputNames.positions, stream)],
        (y, positions) =>
          node("RotaryEmbedding", [y, int64(positions), inputNames.cosines, inputNames.sines], {
            num_heads: config.heads,
          }),
      ),
    context: (layer, fresh) =>
      fresh && {
        keys: remembered(drawing, layer, "keys", fresh.keys),
        values: remembered(drawing, layer, "values", fresh.values),
      },
    attend: (stream, queries, context) => {
      const { keys, values } = context as KeysValues<Edge>;
      return one("attend", [queries, keys, values, of(inputNames.bias, stream)], attend);
    },
  };
};
