import { frequencyBase, headWidth, type NetworkConfig, noiseFrequencies } from "../config.ts";
import type { Weight } from "../engine.ts";
import type { Feed } from "../feed.ts";
import type { Stream } from "../ops.ts";
import { unseen } from "../places.ts";
import { conditionQuads, keysOf, type Layout } from "./layout.ts";
import type { Placed } from "./steps.ts";
import { inQuads } from "./tensor.ts";

/** Calls `visit` with each token's index in the feed and among the tokens of the layout. */
const eachToken = (feed: Feed, layout: Layout, stream: Stream, visit: (from: number, to: number) => void): void => {
  for (let row = 0; row < feed.members.length; row++) {
    for (let i = 0; i < feed[stream]; i++) { visit(row * feed[stream] + i, row * layout[stream] + i); }
  }
};

/** Rows of the table as quads. Looked up on the host: no device needs to hold the table, however large the vocabulary is. */
export const embedded = (feed: Feed, layout: Layout, stream: Stream, table: Weight): Placed => {
  const width = table.shape[1]!;
  const tokens = stream === "clean" ? feed.cleanTokens : feed.noisyTokens;
  const data = new Float32Array(layout.rows * layout[stream] * width);
  eachToken(feed, layout, stream, (from, to) => {
    const row = tokens[from]! * width;
    const start = inQuads(to, 0, width);
    for (let i = 0; i < width; i++) { data[start + 4 * i] = table.data[row + i]!; }
  });
  return { data, size: [4, width, layout.rows * layout[stream] / 4] };
};

/** Cosines or sines of each token's angles, `[4, half, quads]`. */
export const rotations = (
  feed: Feed,
  layout: Layout,
  stream: Stream,
  config: NetworkConfig,
  of: "cos" | "sin",
): Placed => {
  const half = headWidth(config) / 2;
  const frequencies = Float64Array.from({ length: half }, (_, i) => frequencyBase ** (-i / half));
  const positions = stream === "clean" ? feed.cleanPositions : feed.noisyPositions;
  const data = new Float32Array(layout.rows * layout[stream] * half);
  eachToken(feed, layout, stream, (from, to) => {
    const start = inQuads(to, 0, half);
    for (let i = 0; i < half; i++) { data[start + 4 * i] = Math[of](positions[from]! * frequencies[i]!); }
  });
  return { data, size: [4, half, layout.rows * layout[stream] / 4] };
};

/** The noise levels' sinusoids as quads of rows. */
export const noiseLevels = (feed: Feed, layout: Layout): Placed => {
  const half = noiseFrequencies / 2;
  const quads = conditionQuads(layout);
  const data = new Float32Array(4 * quads * noiseFrequencies);
  feed.sigma.forEach((sigma, row) => {
    for (let i = 0; i < half; i++) {
      const angle = sigma * frequencyBase ** (-i / half);
      data[inQuads(row, i, noiseFrequencies)] = Math.cos(angle);
      data[inQuads(row, half + i, noiseFrequencies)] = Math.sin(angle);
    }
  });
  return { data, size: [4, noiseFrequencies, quads] };
};

/** Biases of a stream's queries on all keys that they meet, `[keys, 4, quads]`: the feed's, with padding unseen. */
export const biases = (feed: Feed, layout: Layout, stream: Stream): Placed => {
  const keys = keysOf(layout, stream);
  const context = feed.past + feed.clean;
  const bias = stream === "clean" ? feed.cleanBias : feed.noisyBias;
  const data = new Float32Array(layout.rows * layout[stream] * keys).fill(unseen);
  eachToken(feed, layout, stream, (from, to) => {
    const seen = bias.subarray(from * context, (from + 1) * context);
    data.set(seen.subarray(0, feed.past), to * keys);
    data.set(seen.subarray(feed.past), to * keys + layout.past);
    if (stream === "noisy") {
      const own = feed.ownBias.subarray(from * feed.noisy, (from + 1) * feed.noisy);
      data.set(own, to * keys + layout.past + layout.clean);
    }
  });
  return { data, size: [keys, 4, layout.rows * layout[stream] / 4] };
};
