import { alphaS, alphaT, divide, maximum, minimum, subtract } from "../expression/mod.ts";
import { mostRemask, remasking } from "./remasking.ts";
import type { WholeOptions } from "./whole.ts";

/**
 * Forward-backward corrector: every update unmasks twice as fast as ancestral sampling and masks visible tokens again at the
 * rate `(alphaS - alphaT) / alphaT`, at most the largest rate that there is. NFE: `steps`, 128 by default.
 *
 * @see Campbell et al. 2022 (2205.14987), section 4.4, as a rate in ReMDM (2503.00307), section 3.3.
 */
export const forwardBackward = ({ steps = 128, ...rest }: WholeOptions = {}) =>
  remasking({ ...rest, steps }, {
    remask: minimum(mostRemask, divide(subtract(alphaS, alphaT), maximum(alphaT, 1e-9))),
  });
