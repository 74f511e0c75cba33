import { apply, type Kernel, type Value } from "../graph/value.ts";
import { ROUNDING } from "./band.ts";
import { type Device, perCell } from "./kernel.ts";
import { amplified, total } from "./slack.ts";

/** Sizes of what is mixed, weighted as it is mixed, at the tokens that can matter: within 60 nats of the best mixed one. */
const reach: Kernel = {
  name: "guideMix.reach",
  inputs: ["vocabulary", "vocabulary", "cell"],
  output: "cell",
  constants: () => ({ unit: 2 * ROUNDING }),
  device: function (
    this: Device<{ unit: number }>,
    conditional: number[][],
    unconditional: number[][],
    scale: number[],
  ) {
    let top = -1000000;
    for (let v = 0; v < this.constants.V; v++) {
      const c = conditional[this.thread.x][v];
      const u = unconditional[this.thread.x][v];
      if (c > -500000 && u > -500000) {
        top = Math.max(top, c + scale[this.thread.x] * (c - u));
      }
    }
    let size = 0;
    for (let v = 0; v < this.constants.V; v++) {
      const c = conditional[this.thread.x][v];
      const u = unconditional[this.thread.x][v];
      if (c > -500000 && u > -500000) {
        const mixed = c + scale[this.thread.x] * (c - u);
        if (mixed > top - 60) {
          const weight = Math.abs(scale[this.thread.x]);
          size = Math.max(size, Math.abs(mixed) + (1 + weight) * Math.abs(c) + weight * Math.abs(u));
        }
      }
    }
    return this.constants.unit * size;
  },
  host: perCell(() => 0),
};

/** Slack of `u + (scale + 1) * (c - u)`: its own roundings, and those of both predictions, amplified. */
export const guideSlack = (
  conditional: Value,
  unconditional: Value,
  scale: Value,
  of: (value: Value) => Value | null,
): Value => {
  const [c, u] = [of(conditional), of(unconditional)];
  const carried = total(total(c, c && amplified(c, scale)), u && amplified(u, scale));
  return total(apply(reach, conditional, unconditional, scale), carried) as Value;
};
