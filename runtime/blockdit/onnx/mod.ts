export * from "./engine.ts";
export { describeOnnxMissing, loadOnnx, type OnnxBackend, type OnnxMissing } from "./load.ts";
export type { PlacedWeight } from "./network.ts";
export * from "./session.ts";
export type { WeightsFile, WeightsSource } from "./source.ts";
