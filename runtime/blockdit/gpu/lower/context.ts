import { type Kind, placeOf, scatter } from "../cache.ts";
import { join } from "../kernels/join.ts";
import { keysOf } from "../layout.ts";
import type { Stream } from "../../ops.ts";
import type { Step } from "../steps.ts";
import type { Size } from "../tensor.ts";
import type { Call, Quads } from "./lowering.ts";

/** Tokens of this call that are seen besides the cached ones: `n` a row, `used` of which are no padding. */
export interface Seen {
  readonly quads: Quads;
  readonly n: number;
}

const sizeOf = (kind: Kind, width: number, keys: number, rows: number): Size =>
  kind === "keys" ? [keys, width, rows] : [width, keys, rows];

/** Put together on the host, by copying. */
const onHost = (call: Call, layer: number, kind: Kind, pieces: readonly Seen[], keys: number): Step => {
  const { feed, layout, store, config: { hidden } } = call;
  return {
    _tag: "Host",
    size: sizeOf(kind, hidden, keys, layout.rows),
    args: pieces.map(({ quads }) => quads.step),
    compute: (arrays) => {
      const out = new Float32Array(keys * hidden * layout.rows);
      store.place(layer, kind, feed, keys, out);
      let at = layout.past;
      pieces.forEach(({ quads, n }, i) => {
        const rows = feed.members.map((_, row) => ({ row, to: row, at, count: n }));
        const part = { n, from: quads.at, of: quads.width };
        scatter(arrays[i]!, part, out, placeOf(kind, hidden, keys), hidden, rows);
        at += n;
      });
      return out;
    },
  };
};

/** Put together on the device, where the cached ones stay until more are kept or other rows take part. */
const onDevice = (call: Call, layer: number, kind: Kind, pieces: readonly Seen[]): Step => {
  const { feed, layout, store, past, config: { hidden } } = call;
  const size = sizeOf(kind, hidden, layout.past, layout.rows);
  const cached: Step = {
    _tag: "Resident",
    among: past,
    key: `${layer} ${kind}`,
    make: () => {
      const data = new Float32Array(layout.past * hidden * layout.rows);
      store.place(layer, kind, feed, layout.past, data);
      return { data, size };
    },
  };
  const seen = pieces.map(({ quads, n }) => ({ n, at: quads.at }));
  return {
    _tag: "Kernel",
    program: join(kind, hidden, layout.rows, layout.past, seen),
    args: [
      ...(layout.past > 0 ? [{ of: cached, size }] : []),
      ...pieces.map(({ quads }) => ({ of: quads.step, size: [4, quads.width, quads.quads] as Size })),
    ],
  };
};

/** All keys or all values that a stream's queries meet in a layer. */
export const lowerContext = (call: Call, layer: number, kind: Kind, stream: Stream, pieces: readonly Seen[]): Step =>
  call.form === "four"
    ? onHost(call, layer, kind, pieces, keysOf(call.layout, stream))
    : onDevice(call, layer, kind, pieces);
