import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, HARDLY, IMPOSSIBLE, perCell } from "./kernel.ts";
import { normalised } from "./normalise.ts";

const kernel: Kernel = {
  name: "logProbabilityOf",
  inputs: ["vocabulary", "cell"],
  output: "cell",
  device: function (this: Device, dist: number[][], token: number[]) {
    let result = -1000000;
    if (token[this.thread.x] < this.constants.V - 0.5) {
      result = dist[this.thread.x][token[this.thread.x]];
    }
    return result;
  },
  host: perCell(([dist, token], cell, { vocabulary }) =>
    token[cell] < vocabulary ? dist[cell * vocabulary + token[cell]] : IMPOSSIBLE
  ),
};

const ofNormalised: Kernel = {
  name: "logProbabilityOf.normalised",
  inputs: ["vocabulary", "cell", "cell", "cell"],
  output: "cell",
  device: function (this: Device, dist: number[][], top: number[], mass: number[], token: number[]) {
    let result = -1000000;
    if (token[this.thread.x] < this.constants.V - 0.5) {
      const below = dist[this.thread.x][token[this.thread.x]] - top[this.thread.x];
      if (below > -500000) {
        result = below - mass[this.thread.x];
      }
    }
    return result;
  },
  host: perCell(([dist, top, mass, token], cell, { vocabulary }) => {
    if (!(token[cell] < vocabulary)) { return IMPOSSIBLE; }
    const below = dist[cell * vocabulary + token[cell]] - top[cell];
    return below > HARDLY ? below - mass[cell] : IMPOSSIBLE;
  }),
};

/** `ln p(token)` in nats; -1e6 at the mask, token `V`. Of a normalised distribution only that token is normalised. */
export const logProbabilityOf = (dist: Value, token: Value): Op => {
  const before = normalised(dist);
  return before === null
    ? apply(kernel, dist, token)
    : apply(ofNormalised, before.dist, before.top, before.mass, token);
};
