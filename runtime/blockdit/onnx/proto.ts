/** What is used of protobufjs, written out: the package is optional, so our types must do without its own. */
export interface ProtobufLibrary {
  readonly Root: {
    readonly fromJSON: (schema: { readonly nested: Readonly<Record<string, unknown>> }) => {
      readonly lookupType: (name: string) => {
        readonly encode: (message: Readonly<Record<string, unknown>>) => { readonly finish: () => Uint8Array };
      };
    };
  };
}

/** Element types of `onnx.proto` that the network uses. */
export const elementType = { float32: 1, int32: 6, int64: 7 } as const;
/** One of them. */
export type ElementType = keyof typeof elementType;

/** Attribute types of `onnx.proto` that the network uses. */
export const attributeType = { float: 1, int: 2, ints: 7 } as const;

type Field = readonly [type: string, id: number, rule?: "repeated"];

const message = (fields: Readonly<Record<string, Field>>) => ({
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, [type, id, rule]]) => [name, { type, id, ...(rule && { rule }) }]),
  ),
});

/**
 * The messages of the Open Neural Network Exchange format that describe a network, with the numbers of its fields.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
const messages = {
  ModelProto: message({
    ir_version: ["int64", 1],
    producer_name: ["string", 2],
    graph: ["GraphProto", 7],
    opset_import: ["OperatorSetIdProto", 8, "repeated"],
  }),
  OperatorSetIdProto: message({ domain: ["string", 1], version: ["int64", 2] }),
  GraphProto: message({
    node: ["NodeProto", 1, "repeated"],
    name: ["string", 2],
    initializer: ["TensorProto", 5, "repeated"],
    input: ["ValueInfoProto", 11, "repeated"],
    output: ["ValueInfoProto", 12, "repeated"],
  }),
  NodeProto: message({
    input: ["string", 1, "repeated"],
    output: ["string", 2, "repeated"],
    name: ["string", 3],
    op_type: ["string", 4],
    attribute: ["AttributeProto", 5, "repeated"],
    domain: ["string", 7],
  }),
  AttributeProto: message({
    name: ["string", 1],
    f: ["float", 2],
    i: ["int64", 3],
    ints: ["int64", 8, "repeated"],
    type: ["int32", 20],
  }),
  TensorProto: message({
    dims: ["int64", 1, "repeated"],
    data_type: ["int32", 2],
    name: ["string", 8],
    raw_data: ["bytes", 9],
    external_data: ["StringStringEntryProto", 13, "repeated"],
    data_location: ["int32", 14],
  }),
  StringStringEntryProto: message({ key: ["string", 1], value: ["string", 2] }),
  ValueInfoProto: message({ name: ["string", 1], type: ["TypeProto", 2] }),
  TypeProto: message({ tensor_type: ["TensorTypeProto", 1] }),
  TensorTypeProto: message({ elem_type: ["int32", 1], shape: ["TensorShapeProto", 2] }),
  TensorShapeProto: message({ dim: ["DimensionProto", 1, "repeated"] }),
  DimensionProto: message({ dim_value: ["int64", 1], dim_param: ["string", 2] }),
};

/** The bytes of a `ModelProto` given as a plain object with the names of the fields above. */
export const encodeModel = ({ Root }: ProtobufLibrary, model: Readonly<Record<string, unknown>>): Uint8Array =>
  Root.fromJSON({ nested: { onnx: { nested: messages } } }).lookupType("onnx.ModelProto").encode(model).finish();
