import { describeEngineError, type EngineError } from "./choose_error.ts";

/**
 * What to know where onnxruntime is installed and yet gpu.js has to compute: the network was refused, or the package that writes its
 * graph is missing. Null where onnxruntime is not installed, as nobody expects it then.
 */
export const passedOver = (error: EngineError): string | null => {
  const expected = error._tag === "OnnxRefused" ||
    (error._tag === "OnnxMissing" && !error.package.startsWith("onnxruntime"));
  return expected ? `${describeEngineError(error)}. gpu.js computes instead, which is slower.` : null;
};
