import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../../thrown.ts";
import { headWidth, type NetworkConfig } from "../config.ts";
import type { Cache, Engine } from "../engine.ts";
import type { Feed } from "../feed.ts";
import { type OnnxCache, onnxCache } from "./cache.ts";
import { sideBySideFeed } from "./call.ts";
import { freshName, inputNames, logitsName, pastName } from "./inputs.ts";
import {
  loadOnnx,
  loadProtobuf,
  type OnnxBackend,
  type OnnxLibrary,
  type OnnxMissing,
  type OnnxSession,
  type OnnxTensor,
} from "./load.ts";
import { onnxNetwork } from "./network.ts";
import type { ProtobufLibrary } from "./proto.ts";
import { placing, type WeightsSource } from "./source.ts";
import { type Turns, turnsOf } from "./turns.ts";

/** How onnxruntime computes. */
export interface OnnxOptions {
  /** Native code or WebAssembly; native code wherever there is Node, unless said. */ readonly backend?: OnnxBackend;
  /** Threads; one for each core, unless said. */ readonly threads?: number;
  /** Where a browser finds the WebAssembly files of onnxruntime-web: the address of their folder. */
  readonly wasmPaths?: string;
}

type Feeds = Record<string, OnnxTensor>;

/** A loaded network and what its calls share. */
interface Loaded {
  readonly onnx: OnnxLibrary;
  readonly session: OnnxSession;
  readonly config: NetworkConfig;
  readonly turns: (positions: Int32Array, tokens: number) => Turns;
}

/** Every tensor that the graph reads, none of them a copy. */
const feedsOf = ({ onnx: { Tensor }, config, turns }: Loaded, cache: OnnxCache, feed: Feed): Feeds => {
  const rows = feed.members.length;
  const count = feed.clean + feed.noisy;
  const { tokens, positions, bias } = sideBySideFeed(feed);
  const table = turns(positions, count);
  const half = headWidth(config) / 2;
  const feeds: Feeds = {
    [inputNames.tokens]: new Tensor("int32", tokens, [rows, count]),
    [inputNames.positions]: new Tensor("int32", positions, [rows, count]),
    [inputNames.clean]: new Tensor("int64", BigInt64Array.of(BigInt(feed.clean)), [1]),
    [inputNames.bias]: new Tensor("float32", bias, [rows, count, feed.past + count]),
    [inputNames.cosines]: new Tensor("float32", table.cosines, [table.positions, half]),
    [inputNames.sines]: new Tensor("float32", table.sines, [table.positions, half]),
  };
  if (config.adaLN) { feeds[inputNames.sigma] = new Tensor("float32", feed.sigma, [rows]); }
  for (const { layer, kind, data } of cache.past(feed)) {
    feeds[pastName(layer, kind)] = new Tensor("float32", data, [rows, config.heads, feed.past, 2 * half]);
  }
  return feeds;
};

const opened = (loaded: Loaded, rows: number, length: number): Cache => {
  const cache = onnxCache(loaded.config, rows, length);
  const offers = Array.from({ length: loaded.config.blocks }, (_, layer) => [
    freshName(layer, "keys"),
    freshName(layer, "values"),
  ]).flat();
  return {
    forward: async (feed, keep) => {
      const keeps = keep && feed.clean > 0;
      const answers = await loaded.session.run(
        feedsOf(loaded, cache, feed),
        keeps ? [logitsName, ...offers] : [logitsName],
      );
      if (keeps) { cache.keep(feed, ({ layer, kind }) => answers[freshName(layer, kind)].data as Float32Array); }
      return answers[logitsName].data as Float32Array;
    },
    close: () => {},
  };
};

/** Loads the graph; the weights are read while that happens, and packed into the only copy that stays. */
const sessionOf = (
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

/**
 * BlockDiT in onnxruntime, float32: the fastest engine on a machine without a graphics card.
 *
 * @param source Tensors by name, handed over while loading and not held afterwards; or a file for native code to read.
 * @returns The engine, or what is missing: `onnxruntime-node` (`onnxruntime-web` in browsers) and `protobufjs` are optional packages.
 */
export const onnxEngine = async (
  config: NetworkConfig,
  source: WeightsSource,
  options: OnnxOptions = {},
): Promise<Either<OnnxMissing, Engine>> => {
  const library = await loadOnnx(options.backend);
  if (isLeft(library)) { return library; }
  const protobuf = await loadProtobuf();
  if (isLeft(protobuf)) { return protobuf; }
  const { onnx, backend } = library.right;
  if (options.wasmPaths !== undefined) { onnx.env.wasm.wasmPaths = options.wasmPaths; }
  if (backend === "wasm" && options.threads !== undefined) { onnx.env.wasm.numThreads = options.threads; }
  try {
    const session = await sessionOf({ onnx, backend, protobuf: protobuf.right }, config, source, options);
    const loaded = { onnx, session, config, turns: turnsOf(config) };
    return right({
      name: "onnx",
      backend: () => backend,
      open: (rows, length) => opened(loaded, rows, length),
      dispose: () => session.release(),
    });
  } catch (thrown) {
    return left({ _tag: "OnnxRefused", backend, why: reasonOf(thrown) });
  }
};
