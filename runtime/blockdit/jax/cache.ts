import { headWidth, type NetworkConfig } from "../config.ts";
import type { Feed } from "../feed.ts";
import type { KeysValues } from "../ops.ts";
import type { JaxArray, JaxLibrary } from "./load.ts";

type Kind = keyof KeysValues<JaxArray>;
const kinds = ["keys", "values"] as const;

/** Keys and values of clean tokens, on the host between calls: `[rows, heads, length, width]` a layer and kind. */
export interface JaxCache {
  /** See `JaxCall.join`; the fresh arrays stay the caller's. */
  readonly join: (layer: number, fresh: KeysValues<JaxArray> | null, feed: Feed) => KeysValues<JaxArray> | null;
  /** Ends a call: caches what it offered, or lets it go. */
  readonly settle: (feed: Feed, keep: boolean) => Promise<void>;
  readonly close: () => void;
}

/** A cache for `rows` sequences of at most `length` tokens. */
export const jaxCache = (jax: JaxLibrary, config: NetworkConfig, rows: number, length: number): JaxCache => {
  const width = headWidth(config);
  const { heads, blocks } = config;
  const store = Array.from({ length: blocks }, () => ({
    keys: new Float32Array(rows * heads * length * width),
    values: new Float32Array(rows * heads * length * width),
  }));
  const offered: { layer: number; kind: Kind; x: JaxArray }[] = [];
  const past = (layer: number, kind: Kind, { members, past }: Feed): JaxArray => {
    const data = new Float32Array(members.length * heads * past * width);
    members.forEach((row, r) => {
      for (let head = 0; head < heads; head++) {
        const from = (row * heads + head) * length * width;
        data.set(store[layer][kind].subarray(from, from + past * width), (r * heads + head) * past * width);
      }
    });
    return jax.numpy.array(data).reshape([members.length, heads, past, width]);
  };
  const joined = (layer: number, kind: Kind, fresh: JaxArray | undefined, feed: Feed): JaxArray => {
    const pieces = [...(feed.past > 0 ? [past(layer, kind, feed)] : []), ...(fresh === undefined ? [] : [fresh.ref])];
    return pieces.length === 1 ? pieces[0] : jax.numpy.concatenate(pieces, 2);
  };
  const keepOne = (feed: Feed, { layer, kind }: { layer: number; kind: Kind }, data: Float32Array): void =>
    feed.members.forEach((row, r) => {
      for (let head = 0; head < heads; head++) {
        const from = (r * heads + head) * feed.clean * width;
        const to = ((row * heads + head) * length + feed.pasts[r]) * width;
        store[layer][kind].set(data.subarray(from, from + feed.fresh[r] * width), to);
      }
    });
  const forget = () => offered.splice(0).forEach(({ x }) => x.dispose());
  return {
    join: (layer, fresh, feed) => {
      if (fresh !== null) { kinds.forEach((kind) => offered.push({ layer, kind, x: fresh[kind].ref })); }
      if (feed.past + feed.clean === 0) { return null; }
      return {
        keys: joined(layer, "keys", fresh?.keys, feed),
        values: joined(layer, "values", fresh?.values, feed),
      };
    },
    settle: async (feed, keep) => {
      if (!keep) { return forget(); }
      for (const { x, ...place } of offered.splice(0)) { keepOne(feed, place, await x.data() as Float32Array); }
    },
    close: forget,
  };
};
