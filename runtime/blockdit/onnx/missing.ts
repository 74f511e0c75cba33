/** Which build of onnxruntime computes: the machine's own code, or WebAssembly. */
export type OnnxBackend = "cpu" | "wasm";

/** Why the network cannot be computed with onnxruntime. */
export type OnnxMissing = Readonly<
  | { _tag: "OnnxMissing"; package: string; why: string }
  | { _tag: "OnnxRefused"; backend: OnnxBackend; why: string }
>;

/** The same in a sentence. */
export const describeOnnxMissing = (error: OnnxMissing): string =>
  error._tag === "OnnxMissing"
    ? `Cannot compute with onnxruntime as the package ${error.package} must be there: ${error.why}; npm install --ignore-scripts ${error.package}`
    : `Cannot compute with onnxruntime on ${error.backend} as it must accept the network: ${error.why}`;
