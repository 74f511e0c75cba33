import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, HARDLY, IMPOSSIBLE, perToken } from "./kernel.ts";
import { largest } from "./largest.ts";
import { unshifted } from "./normalise.ts";
import { amplified, isExact, rounded } from "./slack.ts";

const kernel: Kernel = {
  name: "scale",
  inputs: ["vocabulary", "cell", "cell"],
  output: "vocabulary",
  slack: ([dist, top, by], of) => {
    const before = isExact(dist!) ? of(dist!) : rounded(top!, of(dist!));
    return before === null ? null : amplified(before, by!);
  },
  device: function (this: Device, dist: number[][], top: number[], by: number[]) {
    const below = dist[this.thread.y][this.thread.x] - top[this.thread.y];
    let result = -1000000;
    if (below > -500000) {
      result = Math.max(-1000000, below * by[this.thread.y]);
    }
    return result;
  },
  host: perToken(([dist, top, by], at, cell) => {
    const below = dist[at] - top[cell];
    return below > HARDLY ? Math.max(IMPOSSIBLE, below * by[cell]) : IMPOSSIBLE;
  }),
};

/**
 * `by * (dist(v) - max_w dist(w))`, unnormalised: the tempered prediction, `by = 1 / temperature`.
 *
 * Measured from the best token, since a shift disappears in the next `normalise` while float32 keeps more of small numbers.
 * Impossible tokens stay impossible.
 */
export const scale = (dist: Value, by: Value): Op => {
  const raw = unshifted(dist);
  return apply(kernel, raw, largest(raw), by);
};
