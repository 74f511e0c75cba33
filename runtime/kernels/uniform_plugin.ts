import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { cells, type Device, onHost, perCell } from "./kernel.ts";
import { route, STAYS } from "./route.ts";

/** `(1 - a)(1 - alphaS) / D`, `a = alphaT / alphaS`, `D = alphaT V p(x_t) + 1 - alphaT`. */
const fresh: Kernel = {
  name: "uniformPlugin.fresh",
  inputs: cells(5),
  output: "cell",
  device: function (
    this: Device,
    current: number[],
    alphaT: number[],
    noise: number[],
    share: number[],
    frozen: number[],
  ) {
    const scale = alphaT[this.thread.x] * this.constants.V * current[this.thread.x] + noise[this.thread.x];
    let result = -1;
    if (frozen[this.thread.x] < 0.5 && scale > 0) {
      result = share[this.thread.x] / scale;
    }
    return result;
  },
  host: perCell(([current, alphaT, noise, share, frozen], cell, { vocabulary }) => {
    const scale = alphaT[cell] * vocabulary * current[cell] + noise[cell];
    return frozen[cell] === 0 && scale > 0 ? share[cell] / scale : STAYS.fresh;
  }),
};

/** `1 - (alphaS - alphaT) / D`: what is not left to the drawn token. */
const stay: Kernel = {
  name: "uniformPlugin.stay",
  inputs: cells(5),
  output: "cell",
  device: function (
    this: Device,
    current: number[],
    alphaT: number[],
    noise: number[],
    rise: number[],
    frozen: number[],
  ) {
    const scale = alphaT[this.thread.x] * this.constants.V * current[this.thread.x] + noise[this.thread.x];
    let result = 2;
    if (frozen[this.thread.x] < 0.5 && scale > 0) {
      result = 1 - rise[this.thread.x] / scale;
    }
    return result;
  },
  host: perCell(([current, alphaT, noise, rise, frozen], cell, { vocabulary }) => {
    const scale = alphaT[cell] * vocabulary * current[cell] + noise[cell];
    return frozen[cell] === 0 && scale > 0 ? 1 - rise[cell] / scale : STAYS.stay;
  }),
};

/** `(1 - alphaT / alphaS)(1 - alphaS)`: how likely the token is forgotten and drawn from the prior; 0 where nothing moves. */
export const freshShare = (alphaT: number, alphaS: number): number =>
  alphaS > 0 ? ((alphaS - alphaT) / alphaS) * (1 - alphaS) : 0;

/**
 * A draw from the plug-in posterior of uniform noise, without building it: with `D = alphaT V p(x_t) + 1 - alphaT` and
 * `a = alphaT / alphaS`, the prior's token with probability `(1 - a)(1 - alphaS) / D`, else `x_t` with probability
 * `(alphaT V p(x_t) + a - alphaT) / D`, else the drawn one. Exact for leave-one-out predictions.
 *
 * @param current Probability of the token on the canvas under the prediction.
 * @param drawn A token drawn from the prediction. @param prior A uniformly drawn token.
 * @param alphaT Signal level now, a leaf. @param alphaS Signal level after, a leaf, `>= alphaT`; equal: nothing changes.
 * @see UDLM 2412.10193, Duo 2506.10892, BlockGen 2606.02241. Decides.
 */
export const uniformPlugin = (
  canvas: Value,
  current: Value,
  drawn: Value,
  u: Value,
  prior: Value,
  alphaT: Value,
  alphaS: Value,
  frozen: Value,
): Op => {
  const noise = onHost((alpha) => Math.max(0, 1 - alpha), alphaT);
  const share = onHost(freshShare, alphaT, alphaS);
  const rise = onHost((from, to) => to - from, alphaT, alphaS);
  const freshBelow = apply(fresh, current, alphaT, noise, share, frozen);
  return route(canvas, drawn, u, prior, freshBelow, apply(stay, current, alphaT, noise, rise, frozen));
};
