import { guideSlack } from "./guide_slack.ts";
import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, HARDLY, IMPOSSIBLE, perToken } from "./kernel.ts";

const kernel: Kernel = {
  name: "guideMix",
  inputs: ["vocabulary", "vocabulary", "cell"],
  output: "vocabulary",
  slack: ([conditional, unconditional, scale], of) => guideSlack(conditional!, unconditional!, scale!, of),
  device: function (this: Device, conditional: number[][], unconditional: number[][], scale: number[]) {
    const c = conditional[this.thread.y][this.thread.x];
    const u = unconditional[this.thread.y][this.thread.x];
    let result = -1000000;
    if (c > -500000) {
      result = c;
      if (u > -500000) {
        result = Math.max(-1000000, c + scale[this.thread.y] * (c - u));
      }
    }
    return result;
  },
  host: perToken(([conditional, unconditional, scale], at, cell) => {
    const c = conditional[at];
    const u = unconditional[at];
    if (c <= HARDLY) { return IMPOSSIBLE; }
    return u <= HARDLY ? c : Math.max(IMPOSSIBLE, c + scale[cell] * (c - u));
  }),
};

/**
 * `u + (scale + 1) * (c - u)` over log-probabilities, unnormalised; scale 0 gives `c`. A token that the condition rules out stays
 * out; one that only the unconditional prediction rules out keeps `c`. Source: classifier-free guidance, LLaDA's convention.
 */
export const guideMix = (conditional: Value, unconditional: Value, scale: Value): Op =>
  apply(kernel, conditional, unconditional, scale);
