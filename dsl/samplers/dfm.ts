import {
  alphaS,
  alphaT,
  divide,
  type Expression,
  maximum,
  minimum,
  multiply,
  power,
  subtract,
} from "../expression/mod.ts";
import { mostRemask, remasking } from "./remasking.ts";
import type { WholeOptions } from "./whole.ts";

/** `10 tau^(1/4) (1 - tau)^(1/4)`, `tau` being the noise level `1 - alphaT`. */
const usualStrength: Expression = multiply(10, power(multiply(subtract(1, alphaT), alphaT), 0.25));

/**
 * Discrete flow matching with its corrector: visible tokens are masked again at the rate `b (alphaS / alphaT - 1)`, masks are unmasked
 * `1 + b` times as fast as in ancestral sampling. `strength` is `b`: 1 is the forward-backward corrector, 0 ancestral sampling.
 *
 * Where the rate would be more than there is, it is cut to that; the publication shortens the step instead. NFE: `steps`, 1024 by default.
 *
 * @see Gat et al. 2024 (2407.15595), section 3.3; as a rate in ReMDM (2503.00307).
 */
export const dfm = (
  { steps = 1024, strength = usualStrength, ...rest }: WholeOptions & {
    readonly strength?: number | Expression;
  } = {},
) => {
  const rate = multiply(strength, subtract(divide(alphaS, maximum(alphaT, 1e-9)), 1));
  return remasking({ ...rest, steps }, { remask: minimum(mostRemask, rate) });
};
