import { blockDit } from "../block_dit.ts";
import type { NetworkConfig } from "../config.ts";
import type { Cache, Engine, Weights } from "../engine.ts";
import type { Feed } from "../feed.ts";
import type { DeviceName } from "../../backends/gpu.ts";
import { type ContextStore, contextStore } from "./cache.ts";
import type { Device } from "./device.ts";
import { hostDevice } from "./host_device.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { lower, type Lowered, remembered } from "./lower/lower.ts";
import type { Call, Quads } from "./lower/lowering.ts";
import { describing } from "./ops.ts";
import { realDevice } from "./real_device.ts";
import { execute, residentsOn } from "./steps.ts";
import { inQuads } from "./tensor.ts";

const open = (mode: DeviceName): Device => mode === "webasm" || mode === "cpu" ? hostDevice(mode) : realDevice(mode);

/** Logits `[rows, noisy, vocabulary]` from quads of some columns each. */
const assemble = (
  parts: readonly Quads[],
  arrays: readonly Float32Array[],
  { members, noisy }: Feed,
  layout: Layout,
  vocabulary: number,
): Float32Array => {
  const out = new Float32Array(members.length * noisy * vocabulary);
  let first = 0;
  parts.forEach(({ width }, p) => {
    const data = arrays[p]!;
    const count = Math.min(width, vocabulary - first);
    for (let token = 0; token < members.length * noisy; token++) {
      const from = inQuads(Math.floor(token / noisy) * layout.noisy + token % noisy, 0, width);
      const to = token * vocabulary + first;
      for (let v = 0; v < count; v++) { out[to + v] = data[from + 4 * v]!; }
    }
    first += count;
  });
  return out;
};

/** Caches what the fresh clean tokens offered, and forgets what the device held of the past. */
const keepOffered = (
  { offered }: Lowered,
  arrays: readonly Float32Array[],
  feed: Feed,
  layout: Layout,
  store: ContextStore,
): void => {
  const part = ({ at, width }: Quads) => ({ n: layout.clean, from: at, of: width });
  const layers = offered.map(({ keys, values }, layer) => ({
    keys: { data: arrays[2 * layer]!, part: part(keys) },
    values: { data: arrays[2 * layer + 1]!, part: part(values) },
  }));
  store.keep(feed, layers);
};

/** What all batches of a network share. */
type Shared = Pick<Call, "config" | "weights" | "shapeOf" | "residents">;

const cacheOn = (device: Device, shared: Shared, store: ContextStore): Cache => {
  const { config } = shared;
  const past = residentsOn(device);
  let held = "";
  return {
    forward: async (feed, keep) => {
      const layout = layoutOf(feed);
      const wanted = `${layout.past} ${feed.members}`;
      if (wanted !== held) { await past.clear(); }
      held = wanted;
      const root = blockDit(describing(config, feed.past + feed.clean > 0), config, feed.clean > 0);
      const lowered = lower({ ...shared, form: device.form, store, past, feed, layout }, root);
      const kept = keep ? lowered.offered.flatMap(({ keys, values }) => [keys.step, values.step]) : [];
      const arrays = await execute(device, [...lowered.logits.map(({ step }) => step), ...kept]);
      if (kept.length > 0) {
        keepOffered(lowered, arrays.slice(lowered.logits.length), feed, layout, store);
        await past.clear();
      }
      return assemble(lowered.logits, arrays, feed, layout, config.vocabulary);
    },
    close: () => void past.clear(),
  };
};

/**
 * BlockDiT on gpu.js in float32.
 *
 * @param mode What to ask gpu.js for; `backend()` says what it gave.
 */
export const gpuEngine = (config: NetworkConfig, weights: Weights, mode: DeviceName): Engine => {
  const device = open(mode);
  const residents = residentsOn(device);
  const shared: Shared = { config, weights, shapeOf: remembered((name) => weights(name).shape), residents };
  return {
    name: "gpu",
    backend: device.backend,
    open: (rows, length) => cacheOn(device, shared, contextStore(config.blocks, rows, length, config.hidden)),
    dispose: async () => {
      await residents.clear();
      await device.dispose();
    },
  };
};
