import { blockDit } from "../block_dit.ts";
import type { NetworkConfig } from "../config.ts";
import type { Engine, Weights } from "../engine.ts";
import { hostCache } from "./cache.ts";
import { hostOps } from "./ops.ts";
import type { HostTensor } from "./tensor.ts";

/** The checkpoint's tensors in float64, each converted when it is first asked for; a vector is one row. */
const inFloat64 = (weights: Weights): (name: string) => HostTensor => {
  const ready = new Map<string, HostTensor>();
  return (name) => {
    const known = ready.get(name);
    if (known !== undefined) { return known; }
    const { shape, data } = weights(name);
    const width = shape.at(-1)!;
    const tensor = { data: Float64Array.from(data), rows: 1, n: data.length / width, width };
    ready.set(name, tensor);
    return tensor;
  };
};

/** BlockDiT in float64 TypeScript: slow, and the truth. */
export const hostEngine = (config: NetworkConfig, weights: Weights): Engine => {
  const weight = inFloat64(weights);
  return {
    name: "host",
    backend: () => "float64",
    open: (rows, length) => {
      const cache = hostCache(config.blocks, rows, length, config.hidden);
      return {
        forward: (feed, keep) => {
          const logits = blockDit(hostOps({ config, weight, cache, feed }), config, feed.clean > 0);
          if (keep) { cache.keep(feed); }
          return Promise.resolve(Float32Array.from(logits.data));
        },
        close: () => {},
      };
    },
    dispose: () => {},
  };
};
