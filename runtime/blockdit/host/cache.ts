import type { Feed } from "../feed.ts";
import type { KeysValues } from "../ops.ts";
import { type HostTensor, zeros } from "./tensor.ts";

/** Keys and values of the clean tokens of a batch, slot = position, for each layer. */
export interface HostCache {
  /** The cached ones of the rows that take part, then the fresh ones. */
  readonly join: (layer: number, fresh: KeysValues<HostTensor> | null, feed: Feed) => KeysValues<HostTensor> | null;
  /** Caches what the last call offered. */
  readonly keep: (feed: Feed) => void;
}

type Kind = keyof KeysValues<HostTensor>;
const kinds = ["keys", "values"] as const;

/** A cache for `rows` sequences of at most `length` tokens. */
export const hostCache = (layers: number, rows: number, length: number, width: number): HostCache => {
  const store = Array.from({ length: layers }, () => ({
    keys: new Float64Array(rows * length * width),
    values: new Float64Array(rows * length * width),
  }));
  const offered: (KeysValues<HostTensor> | null)[] = Array.from({ length: layers }, () => null);
  const joined = (layer: number, kind: Kind, feed: Feed): HostTensor => {
    const out = zeros(feed.members.length, feed.past + feed.clean, width);
    feed.members.forEach((row, r) => {
      const cached = store[layer][kind].subarray(row * length * width, (row * length + feed.past) * width);
      out.data.set(cached, r * out.n * width);
      const fresh = offered[layer]?.[kind].data.subarray(r * feed.clean * width, (r + 1) * feed.clean * width);
      if (fresh !== undefined) { out.data.set(fresh, (r * out.n + feed.past) * width); }
    });
    return out;
  };
  return {
    join: (layer, fresh, feed) => {
      offered[layer] = fresh;
      if (feed.past + feed.clean === 0) { return null; }
      return { keys: joined(layer, "keys", feed), values: joined(layer, "values", feed) };
    },
    keep: (feed) =>
      feed.members.forEach((row, r) =>
        offered.forEach((fresh, layer) =>
          kinds.forEach((kind) => {
            const from = r * feed.clean * width;
            const cells = fresh?.[kind].data.subarray(from, from + feed.fresh[r] * width);
            if (cells !== undefined) { store[layer][kind].set(cells, (row * length + feed.pasts[r]) * width); }
          })
        )
      ),
  };
};
