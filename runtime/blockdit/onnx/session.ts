import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../../thrown.ts";
import type { NetworkConfig } from "../config.ts";
import {
  loadOnnx,
  loadProtobuf,
  type OnnxBackend,
  type OnnxLibrary,
  type OnnxMissing,
  type OnnxSession,
} from "./load.ts";
import { onnxNetwork } from "./network.ts";
import type { ProtobufLibrary } from "./proto.ts";
import { placing, type WeightsSource } from "./source.ts";

/** How onnxruntime computes. */
export interface OnnxOptions {
  /** Native code or WebAssembly; native code wherever there is Node, unless said. */ readonly backend?: OnnxBackend;
  /** Threads; as many as onnxruntime counts cores, unless said: one on some virtual machines. */ readonly threads?:
    number;
  /** Address of onnxruntime-web's `ort-wasm-simd-threaded.wasm`, which pages serve themselves; beside the script, unless said. */
  readonly wasm?: string;
}

/** A network that onnxruntime has loaded. */
export interface OpenedSession {
  readonly config: NetworkConfig;
  readonly onnx: OnnxLibrary;
  readonly backend: OnnxBackend;
  readonly session: OnnxSession;
}

/** Loads the graph; the weights are read while that happens, and packed into the only copy that stays. */
const createSession = (
  { onnx, protobuf, backend }: { onnx: OnnxLibrary; protobuf: ProtobufLibrary; backend: OnnxBackend },
  config: NetworkConfig,
  source: WeightsSource,
  { threads }: OnnxOptions,
): Promise<OnnxSession> => {
  const { place, options } = placing(source);
  const { graph, used } = onnxNetwork(protobuf, config, place);
  return onnx.InferenceSession.create(graph, {
    executionProviders: [backend],
    graphOptimizationLevel: "all",
    // Plans of memory are kept for each shape, and the context of every block has another.
    enableMemPattern: false,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    ...options(used),
  });
};

/** Loads onnxruntime and a network into it; for most uses `onnxEngine` is the one to ask. */
export const openOnnxSession = async (
  config: NetworkConfig,
  source: WeightsSource,
  options: OnnxOptions = {},
): Promise<Either<OnnxMissing, OpenedSession>> => {
  const library = await loadOnnx(options.backend);
  if (isLeft(library)) { return library; }
  const protobuf = await loadProtobuf();
  if (isLeft(protobuf)) { return protobuf; }
  const { onnx, backend } = library.right;
  if (options.wasm !== undefined) { onnx.env.wasm.wasmPaths = { wasm: options.wasm }; }
  if (backend === "wasm" && options.threads !== undefined) { onnx.env.wasm.numThreads = options.threads; }
  try {
    const session = await createSession({ onnx, backend, protobuf: protobuf.right }, config, source, options);
    return right({ config, onnx, backend, session });
  } catch (thrown) {
    return left({ _tag: "OnnxRefused", backend, why: reasonOf(thrown) });
  }
};
