import { type Either, map } from "fp-ts/lib/Either.js";
import type { NetworkConfig } from "../config.ts";
import type { Cache, Engine } from "../engine.ts";
import type { Feed } from "../feed.ts";
import { type OnnxCache, onnxCache } from "./cache.ts";
import { type Feeds, feedsOf } from "./call.ts";
import { freshName, logitsName } from "./inputs.ts";
import type { OnnxMissing } from "./load.ts";
import { type OnnxOptions, type OpenedSession, openOnnxSession } from "./session.ts";
import type { WeightsSource } from "./source.ts";

const openCache = ({ config, session }: OpenedSession, feedsOfCall: (feed: Feed) => Feeds, cache: OnnxCache): Cache => {
  const offers = Array.from({ length: config.blocks }, (_, layer) => [
    freshName(layer, "keys"),
    freshName(layer, "values"),
  ]).flat();
  return {
    forward: async (feed, keep) => {
      const keeps = keep && feed.clean > 0;
      const answers = await session.run(
        { ...feedsOfCall(feed), ...cache.past(feed) },
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
  const { onnx, config, session } = opened;
  const feedsOfCall = feedsOf(onnx, config);
  return {
    name: "onnx",
    backend: () => opened.backend,
    open: (rows, length) => openCache(opened, feedsOfCall, onnxCache(onnx, config, rows, length)),
    dispose: () => session.release(),
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
