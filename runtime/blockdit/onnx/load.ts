import { type Either, left, map, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../../thrown.ts";
import type { OnnxBackend, OnnxMissing } from "./missing.ts";
import type { ProtobufLibrary } from "./proto.ts";

export { describeOnnxMissing, type OnnxBackend, type OnnxMissing } from "./missing.ts";

/** Numbers that a tensor of onnxruntime holds. */
export type OnnxData = Float32Array | Int32Array | BigInt64Array;

/** A tensor of onnxruntime. */
export interface OnnxTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** A network that onnxruntime has loaded. */
export interface OnnxSession {
  readonly run: (
    feeds: Readonly<Record<string, OnnxTensor>>,
    fetches: readonly string[],
  ) => Promise<Readonly<Record<string, OnnxTensor>>>;
  readonly release: () => Promise<void>;
}

/** What is used of onnxruntime-node and onnxruntime-web, which have the same interface. */
export interface OnnxLibrary {
  readonly Tensor: new (type: "float32" | "int32" | "int64", data: OnnxData, dims: readonly number[]) => OnnxTensor;
  readonly InferenceSession: {
    readonly create: (model: Uint8Array, options: Readonly<Record<string, unknown>>) => Promise<OnnxSession>;
  };
  readonly env: { readonly wasm: { wasmPaths?: unknown; numThreads?: number } };
}

/** Is this Node, or a runtime that loads its native packages? */
const onNode = (): boolean =>
  typeof (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node === "string" &&
  typeof document === "undefined";

const missing = (name: string) => (thrown: unknown): OnnxMissing => ({
  _tag: "OnnxMissing",
  package: name,
  why: reasonOf(thrown),
});

/** A module, or its default export: what was written as CommonJS arrives as that. */
const found = <A>(module: unknown): A => (module as { readonly default?: A }).default ?? module as A;

/** Bundlers for browsers cannot digest native code, so its name is kept from them. */
const native = ["onnxruntime", "node"].join("-");

/** onnxruntime, and which build of it: native code where there is Node (unless `wasm` is wanted), else WebAssembly. */
export const loadOnnx = async (
  wanted?: OnnxBackend,
): Promise<Either<OnnxMissing, { readonly backend: OnnxBackend; readonly onnx: OnnxLibrary }>> => {
  const backend = wanted ?? (onNode() ? "cpu" : "wasm");
  // `catch` stands at the import itself, so that bundlers let an optional package be absent.
  const module: Either<OnnxMissing, unknown> = backend === "cpu"
    ? await import(native).then(right, (thrown) => left(missing(native)(thrown)))
    : await import("onnxruntime-web/wasm").then(right).catch((thrown) => left(missing("onnxruntime-web")(thrown)));
  return map((onnx) => ({ backend, onnx: found<OnnxLibrary>(onnx) }))(module);
};

/** The library that writes the graph. */
export const loadProtobuf = async (): Promise<Either<OnnxMissing, ProtobufLibrary>> => {
  const module: Either<OnnxMissing, unknown> = await import("protobufjs/light.js").then(right)
    .catch((thrown) => left(missing("protobufjs")(thrown)));
  return map(found<ProtobufLibrary>)(module);
};
