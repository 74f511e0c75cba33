import { blockDit } from "../block_dit.ts";
import type { NetworkConfig } from "../config.ts";
import { type ExternalData, graphBuilder } from "./graph.ts";
import { cutTokens, declareInputs, logitsName, sizes } from "./inputs.ts";
import { onnxOps } from "./ops.ts";
import { encodeModel, type ProtobufLibrary } from "./proto.ts";
import { type Asked, sideBySide } from "./side_by_side.ts";

/** Where the numbers of a weight lie, and its shape. */
export interface PlacedWeight extends ExternalData {
  readonly shape: readonly number[];
}

const draw = (config: NetworkConfig, place: (name: string) => PlacedWeight, known: Asked | null) => {
  const graph = graphBuilder();
  const used = new Set<string>();
  declareInputs(graph, config);
  const streams = sideBySide((x, stream) => cutTokens(graph, x, stream), known);
  const weight = (name: string) => {
    const { shape, ...where } = place(name);
    used.add(name);
    return graph.external(name, shape, where);
  };
  const logits = blockDit(onnxOps({ config, graph, streams, weight }), config, true);
  graph.output(logitsName, logits.name, [sizes.rows, sizes.noisy, config.vocabulary]);
  return { graph, used: [...used], asked: streams.asked };
};

/**
 * BlockDiT as an ONNX graph without its weights: one graph for calls of all sizes, cached or not, with fresh clean tokens or none.
 *
 * @param place Where the runtime finds a weight of the checkpoint.
 * @returns The bytes of a `ModelProto`, and the names of the weights that it uses.
 * @see `inputs.ts` for what it reads and answers.
 */
export const onnxNetwork = (
  protobuf: ProtobufLibrary,
  config: NetworkConfig,
  place: (name: string) => PlacedWeight,
): { readonly graph: Uint8Array; readonly used: readonly string[] } => {
  const { asked } = draw(config, place, null);
  const { graph, used } = draw(config, place, asked);
  return { graph: encodeModel(protobuf, graph.model("BlockDiT")), used };
};
