import { type Either, map } from "fp-ts/lib/Either.js";
import { headWidth, type NetworkConfig } from "../config.ts";
import type { Cache, Engine } from "../engine.ts";
import type { Feed } from "../feed.ts";
import { type OnnxCache, onnxCache } from "./cache.ts";
import { sideBySideFeed } from "./call.ts";
import { freshName, inputNames, logitsName, pastName } from "./inputs.ts";
import type { OnnxMissing, OnnxTensor } from "./load.ts";
import { type OnnxOptions, type OpenedSession, openOnnxSession } from "./session.ts";
import type { WeightsSource } from "./source.ts";
import { type Turns, turnsOf } from "./turns.ts";

type Feeds = Record<string, OnnxTensor>;

/** A loaded network and what its calls share. */
interface Loaded extends OpenedSession {
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

const openCache = (loaded: Loaded, rows: number, length: number): Cache => {
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

/** The engine of a network that is loaded; disposing of it lets go of the session. */
export const engineOver = (opened: OpenedSession): Engine => {
  const loaded = { ...opened, turns: turnsOf(opened.config) };
  return {
    name: "onnx",
    backend: () => opened.backend,
    open: (rows, length) => openCache(loaded, rows, length),
    dispose: () => opened.session.release(),
  };
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
): Promise<Either<OnnxMissing, Engine>> => map(engineOver)(await openOnnxSession(config, source, options));
