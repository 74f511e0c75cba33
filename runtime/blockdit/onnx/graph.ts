import { attributeType, type ElementType, elementType } from "./proto.ts";

/** The name of a tensor in a graph. */
export type Name = string;

/** A size that is known, or the name of one that each call chooses. */
export type Dimension = number | string;

/** Numbers that tell an operation how: whole ones are `int`s unless the operator wants a `float`. */
export type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** Where a weight's numbers are: bytes of a file that the runtime finds by this name. */
export interface ExternalData {
  readonly location: string;
  readonly offset: number;
  readonly length: number;
}

/** Operators outside of the standard ones that onnxruntime brings on all its backends. */
const contributed = new Set(["FastGelu", "FusedMatMul", "MultiHeadAttention", "RotaryEmbedding"]);

const attribute = ([name, value]: readonly [string, Attributes[string]]) =>
  typeof value === "number"
    ? { name, i: value, type: attributeType.int }
    : "float" in value
    ? { name, f: value.float, type: attributeType.float }
    : { name, ints: value, type: attributeType.ints };

const valueInfo = (name: Name, type: ElementType, shape: readonly Dimension[]) => ({
  name,
  type: {
    tensor_type: {
      elem_type: elementType[type],
      shape: { dim: shape.map((d) => typeof d === "number" ? { dim_value: d } : { dim_param: d }) },
    },
  },
});

const external = (name: Name, shape: readonly number[], { location, offset, length }: ExternalData) => ({
  name,
  dims: shape,
  data_type: elementType.float32,
  data_location: 1,
  external_data: Object.entries({ location, offset, length }).map(([key, value]) => ({ key, value: String(value) })),
});

const constant = (name: Name, type: ElementType, shape: readonly number[], raw_data: Uint8Array) => ({
  name,
  dims: shape,
  data_type: elementType[type],
  raw_data,
});

const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer);

interface GraphNode {
  readonly name: string;
  readonly op_type: string;
  readonly domain: string;
  input: readonly Name[];
  output: readonly Name[];
  readonly attribute: readonly object[];
}

/** A graph in the making; its parts are plain objects that `encodeModel` writes. */
export const graphBuilder = () => {
  const graph = { node: [] as GraphNode[], initializer: [] as object[], input: [] as object[], output: [] as object[] };
  const constants = new Map<string, Name>();
  let made = 0;
  /** Makes a constant once. */
  const shared = (key: string, make: (name: Name) => object): Name => {
    const known = constants.get(key);
    if (known !== undefined) { return known; }
    constants.set(key, key);
    graph.initializer.push(make(key));
    return key;
  };
  return {
    input: (name: Name, type: ElementType, shape: readonly Dimension[]): Name => {
      graph.input.push(valueInfo(name, type, shape));
      return name;
    },
    /** A tensor whose numbers stay outside of the graph. */
    external: (name: Name, shape: readonly number[], where: ExternalData): Name =>
      shared(name, (key) => external(key, shape, where)),
    /** A small vector of whole numbers. */
    integers: (...values: readonly number[]): Name =>
      shared(
        `integers ${values}`,
        (key) => constant(key, "int64", [values.length], bytesOf(BigInt64Array.from(values.map(BigInt)))),
      ),
    /** A small vector of numbers, or a single one, under a name. */
    floats: (name: Name, values: readonly number[] | number): Name =>
      shared(
        name,
        (key) =>
          typeof values === "number"
            ? constant(key, "float32", [], bytesOf(Float32Array.of(values)))
            : constant(key, "float32", [values.length], bytesOf(Float32Array.from(values))),
      ),
    /** One operation; an empty name is an input left out. */
    node: (type: string, input: readonly Name[], attributes: Attributes = {}, outputs = 1): readonly Name[] => {
      const name = `${type} ${made++}`;
      const output = Array.from({ length: outputs }, (_, i) => outputs === 1 ? name : `${name}.${i}`);
      graph.node.push({
        name,
        op_type: type,
        domain: contributed.has(type) ? "com.microsoft" : "",
        input,
        output,
        attribute: Object.entries(attributes).map(attribute),
      });
      return output;
    },
    /** Makes a tensor of the graph one of its answers, under a name; nothing more can be made of it. */
    output: (name: Name, of: Name, shape: readonly Dimension[]): void => {
      for (const node of graph.node) {
        node.input = node.input.map((other) => other === of ? name : other);
        node.output = node.output.map((other) => other === of ? name : other);
      }
      graph.output.push(valueInfo(name, "float32", shape));
    },
    /** The model, for `encodeModel`. */
    model: (name: string) => ({
      ir_version: 9,
      producer_name: "blockgen",
      opset_import: [{ domain: "", version: 20 }, { domain: "com.microsoft", version: 1 }],
      graph: { name, ...graph },
    }),
  };
};

/** A graph in the making. */
export type GraphBuilder = ReturnType<typeof graphBuilder>;
