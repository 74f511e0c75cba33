import { type Either, isRight, left, map, mapLeft, right } from "fp-ts/lib/Either.js";
import { match } from "ts-pattern";
import { type DeviceName, hasHardwareAdapter } from "../backends/mod.ts";
import { EMBEDDING } from "../checkpoints/expected_tensors.ts";
import type { RunError } from "../errors.ts";
import { reasonOf } from "../thrown.ts";
import type { EngineError } from "./choose_error.ts";
import type { NetworkConfig } from "./config.ts";
import type { Engine, Weights } from "./engine.ts";
import { openGpuEngine } from "./gpu/mod.ts";
import { hostEngine } from "./host/engine.ts";
import { jaxEngine } from "./jax/engine.ts";
import { loadJax } from "./jax/load.ts";
import { onnxEngine, type OnnxOptions, type WeightsFile } from "./onnx/mod.ts";
import { passedOver } from "./passed_over.ts";

/** What `chooseEngine` takes: engines, and where they compute behind a colon. */
export const engineNames = [
  "auto",
  "host",
  "gpu",
  "gpu:webgpu",
  "gpu:webgl2",
  "gpu:headlessgl",
  "gpu:webasm",
  "gpu:cpu",
  "onnx",
  "onnx:wasm",
  "jax",
] as const;

/** One of them. */
export type EngineChoice = typeof engineNames[number];

/** Is a word the name of an engine? */
export const isEngineChoice = (word: string): word is EngineChoice => engineNames.some((name) => name === word);

/** A network's weights, in each form that engines take. */
export interface NetworkWeights {
  readonly arrays: Weights;
  /** The same in a file of float32 numbers, which native code reads by itself. */ readonly file?: WeightsFile | null;
}

/** How an engine computes; what does not concern it is not read. */
export type EngineOptions = Omit<OnnxOptions, "backend">;

type Chosen = Promise<Either<EngineError, Engine>>;

/** Weights of which some are read once and held: those that an engine asks for several times. */
const holding = (weights: Weights, which: (name: string) => boolean): Weights => {
  const held = new Map<string, ReturnType<Weights>>();
  return (name) => {
    const known = held.get(name);
    if (known !== undefined) { return known; }
    if (!which(name)) { return weights(name); }
    const { shape, data } = weights(name);
    held.set(name, { shape, data });
    return { shape, data };
  };
};

const onGpu = (config: NetworkConfig, { arrays }: NetworkWeights, device: DeviceName | "auto"): Chosen =>
  // The embedding's table is read in each call, from the host; other tensors once.
  openGpuEngine(config, holding(arrays, (name) => name === EMBEDDING), device)().then(mapLeft(onDevice));

const onDevice = (error: RunError): EngineError => ({ _tag: "NoDevice", error });

const onOnnx = (
  config: NetworkConfig,
  { arrays, file }: NetworkWeights,
  options: EngineOptions,
  backend?: "wasm",
): Chosen => {
  const source = backend === "wasm" ? null : file ?? null;
  // Arrays are all there until it is loaded in any case.
  return onnxEngine(config, source ?? holding(arrays, () => true), backend ? { ...options, backend } : options);
};

const onJax = async (config: NetworkConfig, { arrays }: NetworkWeights): Chosen => {
  const jax = await loadJax("wasm");
  return "_tag" in jax ? left(jax) : right(jaxEngine(jax, config, arrays, "wasm"));
};

/** A hardware adapter, else onnxruntime if it is there and takes the network, else gpu.js without one. */
const automatic = async (config: NetworkConfig, weights: NetworkWeights, options: EngineOptions): Chosen => {
  if (await hasHardwareAdapter()) { return await onGpu(config, weights, "webgpu"); }
  const onnx = await onOnnx(config, weights, options);
  if (isRight(onnx)) { return onnx; }
  const gpu = await onGpu(config, weights, "auto");
  const notice = passedOver(onnx.left);
  return notice === null ? gpu : map((engine: Engine): Engine => ({ ...engine, notice }))(gpu);
};

const open = (wanted: EngineChoice, config: NetworkConfig, weights: NetworkWeights, options: EngineOptions): Chosen =>
  match(wanted)
    .with("auto", () => automatic(config, weights, options))
    .with("host", () => Promise.resolve(right(hostEngine(config, weights.arrays))))
    .with("gpu", () => onGpu(config, weights, "auto"))
    .with("gpu:webgpu", () => onGpu(config, weights, "webgpu"))
    .with("gpu:webgl2", () => onGpu(config, weights, "webgl2"))
    .with("gpu:headlessgl", () => onGpu(config, weights, "headlessgl"))
    .with("gpu:webasm", () => onGpu(config, weights, "webasm"))
    .with("gpu:cpu", () => onGpu(config, weights, "cpu"))
    .with("onnx", () => onOnnx(config, weights, options))
    .with("onnx:wasm", () => onOnnx(config, weights, options, "wasm"))
    .with("jax", () => onJax(config, weights))
    .exhaustive();

/**
 * Puts a network into an engine: one that is named, or with `auto` the fastest kind that is here: gpu.js on a hardware WebGPU adapter,
 * else onnxruntime if it is installed and accepts the network, else gpu.js on hardware WebGL2 in a browser, on WebAssembly elsewhere,
 * with a `notice` where onnxruntime is installed all the same.
 *
 * @returns The engine, whose `name` and `backend()` say what really computes; or why there is none.
 */
export const chooseEngine = async (
  wanted: string,
  config: NetworkConfig,
  weights: NetworkWeights,
  options: EngineOptions = {},
): Chosen => {
  if (!isEngineChoice(wanted)) { return left({ _tag: "NoSuchEngine", wanted, names: engineNames }); }
  try {
    return await open(wanted, config, weights, options);
  } catch (thrown) {
    return left({ _tag: "EngineFailed", engine: wanted, reason: reasonOf(thrown) });
  }
};
