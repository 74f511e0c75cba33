import { headWidth, type NetworkConfig } from "../config.ts";
import type { Feed } from "../feed.ts";
import type { Feeds } from "./call.ts";
import { type Kind, kinds, pastName } from "./inputs.ts";
import type { OnnxLibrary } from "./load.ts";

/** A layer's keys or values as the graph reads them. */
export interface Part {
  readonly layer: number;
  readonly kind: Kind;
}

/** Keys and values of the clean tokens of a batch, `[rows, heads, slots, head width]` for each layer and kind. */
export interface OnnxCache {
  /** The cached tokens of the rows that take part: a tensor `[members, heads, past, head width]` of each part. */
  readonly past: (feed: Feed) => Feeds;
  /** Caches what a call offered: `[members, heads, clean, head width]` of each part. */
  readonly keep: (feed: Feed, offered: (part: Part) => Float32Array) => void;
}

/** Moves lanes of `from` cells apart, or together, to lanes of `to` cells; the cells behind what a lane held are left over. */
const respace = (data: Float32Array, lanes: number, from: number, to: number): void => {
  for (let i = 0; i < lanes; i++) {
    const lane = to > from ? lanes - 1 - i : i;
    data.copyWithin(lane * to, lane * from, lane * from + Math.min(from, to));
  }
};

/** Do rows follow each other without a gap? */
const consecutive = (rows: readonly number[]): boolean => rows.every((row, i) => row === rows[0] + i);

/**
 * A cache for `rows` sequences of at most `length` tokens.
 *
 * Rows lie as far apart as the longest of them is cached, so that what a call of neighbouring rows reads is a part of the cache as it
 * stands. Other calls read a copy. The tensors stay good until a block is cached or other rows are asked for.
 */
export const onnxCache = (
  { Tensor }: OnnxLibrary,
  config: NetworkConfig,
  rows: number,
  length: number,
): OnnxCache => {
  const { heads, blocks } = config;
  const width = headWidth(config);
  const parts = Array.from(
    { length: blocks },
    (_, layer) => kinds.map((kind) => ({ layer, kind, data: new Float32Array(rows * heads * length * width) })),
  ).flat();
  const cached = new Int32Array(rows);
  let slots = 0;
  let last: { readonly of: string; readonly feeds: Feeds } | null = null;
  const viewed = (data: Float32Array, { members, past }: Feed): Float32Array => {
    const row = heads * past * width;
    return data.subarray(members[0] * row, (members[0] + members.length) * row);
  };
  const gathered = (data: Float32Array, { members, past }: Feed): Float32Array => {
    const out = new Float32Array(members.length * heads * past * width);
    const held = Math.min(past, slots) * width;
    members.forEach((row, r) => {
      for (let head = 0; head < heads; head++) {
        const from = (row * heads + head) * slots * width;
        out.set(data.subarray(from, from + held), (r * heads + head) * past * width);
      }
    });
    return out;
  };
  const tensors = (feed: Feed): Feeds => {
    const read = feed.past === slots && consecutive(feed.members) ? viewed : gathered;
    const dims = [feed.members.length, heads, feed.past, width];
    return Object.fromEntries(
      parts.map(({ layer, kind, data }) => [pastName(layer, kind), new Tensor("float32", read(data, feed), dims)]),
    );
  };
  const makeRoom = (): void => {
    const longest = Math.max(0, ...cached);
    if (longest === slots) { return; }
    parts.forEach(({ data }) => respace(data, rows * heads, slots * width, longest * width));
    slots = longest;
  };
  return {
    past: (feed) => {
      const of = `${feed.past} ${feed.members}`;
      last = last?.of === of ? last : { of, feeds: tensors(feed) };
      return last.feeds;
    },
    keep: (feed, offered) => {
      last = null;
      // A row without fresh tokens keeps what is cached of it, of which this call may have read a beginning alone.
      feed.members.forEach((row, r) => {
        if (feed.fresh[r] > 0) { cached[row] = feed.pasts[r] + feed.fresh[r]; }
      });
      makeRoom();
      parts.forEach(({ data, ...part }) => {
        const fresh = offered(part);
        feed.members.forEach((row, r) => {
          for (let head = 0; head < heads; head++) {
            const from = (r * heads + head) * feed.clean * width;
            const to = ((row * heads + head) * slots + feed.pasts[r]) * width;
            data.set(fresh.subarray(from, from + feed.fresh[r] * width), to);
          }
        });
      });
    },
  };
};
