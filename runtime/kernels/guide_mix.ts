import { guideSlack } from "./guide_slack.ts";
import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, HARDLY, IMPOSSIBLE, perToken, TIE } from "./kernel.ts";

const kernel: Kernel = {
  name: "guideMix",
  inputs: ["vocabulary", "vocabulary", "cell"],
  output: "vocabulary",
  slack: ([conditional, unconditional, scale], of) => guideSlack(conditional!, unconditional!, scale!, of),
  device: function (this: Device, conditional: number[][], unconditional: number[][], scale: number[]) {
    const c = conditional[this.thread.y][this.thread.x];
    const u = unconditional[this.thread.y][this.thread.x];
    const by = scale[this.thread.y];
    let result = -1000000;
    if (c > -500000 && u > -500000) {
      result = Math.max(-1000000, c + by * (c - u));
    } else {
      if (Math.abs(by) < 0.000000001) {
        result = c;
      }
      if (Math.abs(by + 1) < 0.000000001) {
        result = u;
      }
    }
    return result;
  },
  host: perToken(([conditional, unconditional, scale], at, cell) => {
    const c = conditional[at];
    const u = unconditional[at];
    const by = scale[cell];
    if (c > HARDLY && u > HARDLY) { return Math.max(IMPOSSIBLE, c + by * (c - u)); }
    return Math.abs(by) < TIE ? c : Math.abs(by + 1) < TIE ? u : IMPOSSIBLE;
  }),
};

/**
 * `u + (scale + 1) * (c - u)` over log-probabilities, unnormalised; scale 0 gives `c`, scale -1 gives `u`. At other scales a token
 * that either of them rules out stays out. Source: classifier-free guidance, LLaDA's convention.
 */
export const guideMix = (conditional: Value, unconditional: Value, scale: Value): Op =>
  apply(kernel, conditional, unconditional, scale);
