import { blockDit } from "../block_dit.ts";
import { headWidth, type NetworkConfig } from "../config.ts";
import type { Engine, Weights } from "../engine.ts";
import type { Feed } from "../feed.ts";
import { jaxCache } from "./cache.ts";
import { leafData, leavesOf } from "./leaves.ts";
import type { JaxArray, JaxDevice, JaxLibrary } from "./load.ts";
import { type JaxCall, jaxOps } from "./ops.ts";
import { levelFrequencies, turnsOf } from "./tables.ts";

type Shared = Pick<JaxCall, "config" | "weight" | "frequencies">;

/** The arrays of a call; everything but what is shared is made here and let go by `release`. */
const callOf = (jax: JaxLibrary, shared: Shared, feed: Feed, join: JaxCall["join"]) => {
  const made: JaxArray[] = [];
  const array = (data: Float32Array | Int32Array, shape: number[]): JaxArray => {
    const x = jax.numpy.array(data as Float32Array<ArrayBuffer>).reshape(shape);
    made.push(x);
    return x;
  };
  const rows = feed.members.length;
  const context = feed.past + feed.clean;
  const turns = (positions: Int32Array) => {
    const { cos, sin } = turnsOf(jax, positions, rows, headWidth(shared.config));
    made.push(cos, sin);
    return { cos, sin };
  };
  const fresh = feed.clean > 0;
  const call: JaxCall = {
    ...shared,
    join,
    tokens: {
      clean: fresh ? array(feed.cleanTokens, [rows, feed.clean]) : null,
      noisy: array(feed.noisyTokens, [rows, feed.noisy]),
    },
    turns: { clean: fresh ? turns(feed.cleanPositions) : null, noisy: turns(feed.noisyPositions) },
    sigma: array(feed.sigma, [rows, 1]),
    bias: {
      clean: fresh ? array(feed.cleanBias, [rows, 1, feed.clean, context]) : null,
      noisy: context > 0 ? array(feed.noisyBias, [rows, 1, feed.noisy, context]) : null,
    },
    own: { bias: array(feed.ownBias, [rows, 1, feed.noisy, feed.noisy]), within: null },
  };
  return { call, release: () => made.forEach((x) => x.dispose()) };
};

/** The leaves of a checkpoint as arrays, by the tensor's name. */
const loaded = (jax: JaxLibrary, config: NetworkConfig, weights: Weights): ReadonlyMap<string, JaxArray[]> => {
  const tensors = new Map<string, JaxArray[]>();
  for (const leaf of leavesOf(config)) {
    const x = jax.numpy.array(leafData(weights, leaf)).reshape([...leaf.shape]);
    tensors.set(leaf.name, [...tensors.get(leaf.name) ?? [], x]);
  }
  return tensors;
};

/**
 * BlockDiT in jax-js, one kernel after the other without compiling: to hold training's network to the others, not for speed.
 *
 * @param jax The library, from `loadJax`.
 */
export const jaxEngine = (jax: JaxLibrary, config: NetworkConfig, weights: Weights, device: JaxDevice): Engine => {
  const tensors = loaded(jax, config, weights);
  const frequencies = jax.numpy.array(levelFrequencies());
  const shared: Shared = { config, frequencies, weight: (name) => tensors.get(name) as JaxArray[] };
  return {
    name: "jax",
    backend: () => device,
    open: (rows, length) => {
      const cache = jaxCache(jax, config, rows, length);
      return {
        forward: async (feed, keep) => {
          const { call, release } = callOf(jax, shared, feed, (layer, fresh) => cache.join(layer, fresh, feed));
          const { ops, leave } = jaxOps(jax, call);
          const logits = leave(blockDit(ops, config, feed.clean > 0));
          release();
          const values = await logits.data() as Float32Array;
          await cache.settle(feed, keep);
          return values.slice();
        },
        close: cache.close,
      };
    },
    dispose: () => {
      frequencies.dispose();
      tensors.forEach((parts) => parts.forEach((x) => x.dispose()));
    },
  };
};
