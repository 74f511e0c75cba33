import { assuming } from "./assuming.ts";
import type { WholeOptions } from "./whole.ts";

/**
 * Ancestral sampling of uniform noise with the plug-in kernel: `p(x0 | x_t)` takes the place of `x0` in `q(x_s | x_t, x0)`.
 *
 * Exact for one token when the prediction is leave-one-out. NFE: `steps`, 1000 by default. The nucleus keeps the token that crosses it.
 *
 * @see Sahoo et al. 2025, Duo (2506.10892); Schiff et al. 2024, UDLM (2412.10193), equation 17.
 */
export const duo = ({ steps = 1000, ...rest }: WholeOptions = {}) => assuming("loo", { ...rest, steps });
