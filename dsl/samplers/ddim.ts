import { assuming } from "./assuming.ts";
import type { WholeOptions } from "./whole.ts";

/**
 * Ancestral sampling of uniform noise with the mixture kernel: `x0 ~ p`, then `x_s ~ q(x_s | x_t, x0)`.
 *
 * Exact for one token when the prediction is full. NFE: `steps`, 32 by default; temperature 0 by default: `x0` is the most probable token.
 *
 * @see Austin et al. 2021, D3PM (2107.03006), equation 4; `DiscreteDDIMScheduler` of the library diffusers.
 */
export const ddim = ({ steps = 32, temperature = 0, ...rest }: WholeOptions = {}) =>
  assuming("full", { ...rest, steps, temperature });
