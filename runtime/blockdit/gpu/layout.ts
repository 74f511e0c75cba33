import type { Feed } from "../feed.ts";
import type { Stream } from "../ops.ts";

/** Room for the tensors of a call: a little more than it needs, so that calls share shapes and thereby compiled kernels. */
export interface Layout {
  readonly rows: number;
  /** Cached slots, fresh clean tokens, noisy tokens of each row. */ readonly past: number;
  readonly clean: number;
  readonly noisy: number;
}

/** At least `n`, at most a quarter more beyond one unit: a multiple of the unit and of a quarter of the largest power of two in `n`. */
export const capacity = (n: number, unit: number): number => {
  const step = Math.max(unit, 2 ** Math.floor(Math.log2(Math.max(1, n))) / 4);
  return Math.ceil(n / step) * step;
};

/** Room for a feed; tokens come in fours. */
export const layoutOf = (feed: Feed): Layout => ({
  rows: capacity(feed.members.length, 1),
  past: capacity(feed.past, 16),
  clean: capacity(feed.clean, 4),
  noisy: capacity(feed.noisy, 4),
});

/** Keys that a stream's queries meet: cached, fresh, and for the noisy ones their own. */
export const keysOf = (layout: Layout, stream: Stream): number =>
  layout.past + layout.clean + (stream === "noisy" ? layout.noisy : 0);

/** Quads of tokens in a row of a stream, or of a condition, of which a row has one number a column. */
export const rowQuads = (layout: Layout, of: Stream): number => layout[of] / 4;

/** Quads of rows. */
export const conditionQuads = ({ rows }: Layout): number => Math.ceil(rows / 4);
