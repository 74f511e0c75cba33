import type { Feed } from "../feed.ts";
import { inQuads } from "./tensor.ts";

/** Keys lie column by column, so that neighbouring threads read neighbouring keys; values lie token by token. */
export type Kind = "keys" | "values";

/** Where in an array `[keys, width, rows]` or `[width, keys, rows]` a column of a key is. */
export const placeOf =
  (kind: Kind, width: number, keys: number) => (row: number, key: number, column: number): number =>
    kind === "keys" ? (row * width + column) * keys + key : (row * keys + key) * width + column;

/** Quads with a row's tokens: `n` of them a row, of which `from` on a part of `width` columns of `of` is meant. */
export interface QuadsPart {
  readonly n: number;
  readonly from: number;
  readonly of: number;
}

/** Keys and values of the clean tokens of a batch, slot = position, in float32 on the host. */
export interface ContextStore {
  /** Counts what was kept: what a device holds of the past is stale once it has grown. */ readonly version: () =>
    number;
  /** Puts the cached slots of a feed's rows into an array with room for `keys` of them. */
  readonly place: (layer: number, kind: Kind, feed: Feed, keys: number, into: Float32Array) => void;
  /** Keeps the fresh tokens of a feed, layer by layer keys and values. */
  readonly keep: (
    feed: Feed,
    offered: readonly Readonly<Record<Kind, { data: Float32Array; part: QuadsPart }>>[],
  ) => void;
}

const kinds: readonly Kind[] = ["keys", "values"];

/** Puts tokens from quads into an array of keys or values, from slot `at(row)` on. */
export const scatter = (
  from: Float32Array,
  { n, from: column, of }: QuadsPart,
  into: Float32Array,
  place: (row: number, key: number, column: number) => number,
  width: number,
  rows: readonly { readonly row: number; readonly to: number; readonly at: number; readonly count: number }[],
): void => {
  const across = place(0, 0, 1) - place(0, 0, 0);
  for (const { row, to, at, count } of rows) {
    for (let i = 0; i < count; i++) {
      const start = inQuads(row * n + i, column, of);
      const end = place(to, at + i, 0);
      for (let c = 0; c < width; c++) { into[end + across * c] = from[start + 4 * c]!; }
    }
  }
};

/** A store for `rows` sequences of at most `length` tokens. */
export const contextStore = (layers: number, rows: number, length: number, width: number): ContextStore => {
  const store = Array.from({ length: layers }, () => ({
    keys: new Float32Array(rows * length * width),
    values: new Float32Array(rows * length * width),
  }));
  let version = 0;
  return {
    version: () => version,
    place: (layer, kind, feed, keys, into) => {
      const held = store[layer]![kind];
      feed.members.forEach((row, r) => {
        const past = feed.pasts[r]!;
        if (kind === "values") {
          into.set(held.subarray(row * length * width, (row * length + past) * width), r * keys * width);
          return;
        }
        for (let c = 0; c < width; c++) {
          const from = (row * width + c) * length;
          into.set(held.subarray(from, from + past), (r * width + c) * keys);
        }
      });
    },
    keep: (feed, offered) => {
      version++;
      const rows = feed.members.map((to, row) => ({ row, to, at: feed.pasts[row]!, count: feed.fresh[row]! }));
      offered.forEach((fresh, layer) =>
        kinds.forEach((kind) =>
          scatter(fresh[kind].data, fresh[kind].part, store[layer]![kind], placeOf(kind, width, length), width, rows)
        )
      );
    },
  };
};
