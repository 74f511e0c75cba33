/**
 * Runs programs of the language on models.
 *
 * @module
 */
export * from "./backends/mod.ts";
export {
  blockDitModel,
  type BlockDitParts,
  type Cache,
  type CheckpointModel,
  chooseEngine,
  describeEngineError,
  describeLoadError,
  type Engine,
  type EngineChoice,
  type EngineError,
  type EngineName,
  engineNames,
  type EngineOptions,
  type Feed,
  loadCheckpointModel,
  type LoadError,
  type LoadOptions,
  type NetworkWeights,
  type Places,
  type Weight,
  type Weights,
  type Widths,
} from "./blockdit/mod.ts";
export { describeJaxMissing, type JaxDevice, type JaxMissing } from "./blockdit/jax/missing.ts";
export type { ExternalData } from "./blockdit/onnx/graph.ts";
export type { OnnxBackend, OnnxMissing, OnnxOptions, PlacedWeight, WeightsFile } from "./blockdit/onnx/mod.ts";
export * from "./checkpoints/mod.ts";
export * from "./errors.ts";
export * from "./eval/bootstrap.ts";
export * from "./eval/proportion.ts";
export * from "./eval/genppl/mod.ts";
export * from "./eval/gsm8k/mod.ts";
export * from "./eval/judges/mod.ts";
export * from "./eval/likelihood/mod.ts";
export {
  type PlannedModel,
  type PlannedSampler,
  readPlan,
  type SweepOptions,
  type SweepPlan,
} from "./eval/sweep/plan.ts";
export * from "./exact/mod.ts";
export * from "./model.ts";
export * from "./models/mod.ts";
export * from "./options.ts";
export * from "./pictures/mod.ts";
export * from "./random/mod.ts";
export * from "./run.ts";
export * from "./shipped/mod.ts";
export * from "./tokenizers/mod.ts";
export * from "./trace.ts";
export * from "./train/mod.ts";
