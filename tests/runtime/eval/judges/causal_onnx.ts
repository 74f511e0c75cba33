import { isLeft } from "fp-ts/lib/Either.js";
import { graphBuilder } from "../../../../runtime/blockdit/onnx/graph.ts";
import { loadProtobuf } from "../../../../runtime/blockdit/onnx/load.ts";
import { encodeModel } from "../../../../runtime/blockdit/onnx/proto.ts";

/** Numbers of types of logits in the format, beside those that the builder knows. */
const types = { float32: 1, int32: 6, float16: 10 } as const;

/** A causal language model that looks back one token: row `v` of the table has the logits behind token `v`. */
export const causalOnnx = async (
  table: readonly (readonly number[])[],
  input = "input_ids",
  type: keyof typeof types = "float32",
): Promise<Uint8Array> => {
  const protobuf = await loadProtobuf();
  if (isLeft(protobuf)) { throw new Error("protobufjs must be installed"); }
  const [V, width] = [table.length, table[0]!.length];
  const graph = graphBuilder();
  const ids = graph.input(input, "int64", ["batch", "sequence"]);
  graph.input("attention_mask", "int64", ["batch", "sequence"]);
  graph.input("past_key_values.0.key", "float32", ["batch", 2, "past", 4]);
  const [rows] = graph.node("Reshape", [graph.floats("table", table.flat()), graph.integers(V, width)]);
  const [logits] = graph.node("Gather", [rows!, ids]);
  const [cast] = type === "float32" ? [logits] : graph.node("Cast", [logits!], { to: types[type] });
  graph.output("logits", cast!, ["batch", "sequence", width]);
  const model = graph.model("bigrams");
  const [output] = model.graph.output as { type: { tensor_type: { elem_type: number } } }[];
  output!.type.tensor_type.elem_type = types[type];
  return encodeModel(protobuf.right, model);
};
