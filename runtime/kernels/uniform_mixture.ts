import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { cells, type Device, onHost, perCell } from "./kernel.ts";
import { route, STAYS } from "./route.ts";
import { freshShare } from "./uniform_plugin.ts";

/** `share / W` with `W = 1 - alphaT + alphaT V 1(x_t = z)`; `none` where the position is frozen or `W` is 0. */
const threshold = (name: string, none: number): Kernel => ({
  name: `uniformMixture.${name}`,
  inputs: cells(6),
  output: "cell",
  constants: () => ({ none }),
  device: function (
    this: Device<{ none: number }>,
    canvas: number[],
    drawn: number[],
    alphaT: number[],
    noise: number[],
    share: number[],
    frozen: number[],
  ) {
    let scale = noise[this.thread.x];
    if (Math.abs(canvas[this.thread.x] - drawn[this.thread.x]) < 0.5) {
      scale += alphaT[this.thread.x] * this.constants.V;
    }
    let result = this.constants.none;
    if (frozen[this.thread.x] < 0.5 && scale > 0) {
      result = share[this.thread.x] / scale;
    }
    return result;
  },
  host: perCell(([canvas, drawn, alphaT, noise, share, frozen], cell, { vocabulary }) => {
    const scale = noise[cell] + (canvas[cell] === drawn[cell] ? alphaT[cell] * vocabulary : 0);
    return frozen[cell] === 0 && scale > 0 ? share[cell] / scale : none;
  }),
});

const fresh = threshold("fresh", STAYS.fresh);
const stay = threshold("stay", STAYS.stay);

/**
 * A draw from `q(x_s | x_t, z)` of uniform noise for a drawn clean token `z`: with `W = 1 - alphaT + alphaT V 1(x_t = z)` and
 * `a = alphaT / alphaS`, the prior's token with probability `(1 - a)(1 - alphaS) / W`, else `x_t` with probability
 * `a (1 - alphaS) / W`, else `z`. With `z` from a full prediction the mixture is exact.
 *
 * @param alphaT Signal level now, a leaf. @param alphaS Signal level after, a leaf, `>= alphaT`; equal: nothing changes.
 * @see D3PM 2107.03006. Decides.
 */
export const uniformMixture = (
  canvas: Value,
  drawn: Value,
  u: Value,
  prior: Value,
  alphaT: Value,
  alphaS: Value,
  frozen: Value,
): Op => {
  const noise = onHost((alpha) => Math.max(0, 1 - alpha), alphaT);
  const shares = [onHost(freshShare, alphaT, alphaS), onHost((_, to) => Math.max(0, 1 - to), alphaT, alphaS)] as const;
  const below = (kernel: Kernel, share: Value) => apply(kernel, canvas, drawn, alphaT, noise, share, frozen);
  return route(canvas, drawn, u, prior, below(fresh, shares[0]), below(stay, shares[1]));
};
