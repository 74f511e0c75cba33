import { isLeft } from "fp-ts/lib/Either.js";
import { graphBuilder } from "../../../../runtime/blockdit/onnx/graph.ts";
import { loadProtobuf } from "../../../../runtime/blockdit/onnx/load.ts";
import { encodeModel } from "../../../../runtime/blockdit/onnx/proto.ts";

/** A causal language model that looks back one token: row `v` of the table has the logits behind token `v`. */
export const causalOnnx = async (table: readonly (readonly number[])[], input = "input_ids"): Promise<Uint8Array> => {
  const protobuf = await loadProtobuf();
  if (isLeft(protobuf)) { throw new Error("protobufjs must be installed"); }
  const [V, width] = [table.length, table[0]!.length];
  const graph = graphBuilder();
  const ids = graph.input(input, "int64", ["batch", "sequence"]);
  graph.input("attention_mask", "int64", ["batch", "sequence"]);
  graph.input("past_key_values.0.key", "float32", ["batch", 2, "past", 4]);
  const [rows] = graph.node("Reshape", [graph.floats("table", table.flat()), graph.integers(V, width)]);
  const [logits] = graph.node("Gather", [rows!, ids]);
  graph.output("logits", logits!, ["batch", "sequence", width]);
  return encodeModel(protobuf.right, graph.model("bigrams"));
};
