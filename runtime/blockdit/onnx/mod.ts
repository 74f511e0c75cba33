export * from "./engine.ts";
export { describeOnnxMissing, loadOnnx, type OnnxBackend, type OnnxMissing } from "./load.ts";
