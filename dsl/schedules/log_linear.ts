import { add, type Expression, multiply, subtract, t } from "../expression/mod.ts";

/**
 * `alpha(t) = eps + (1 - eps) * (1 - t)`: the signal falls evenly.
 *
 * @param eps Signal left in pure noise, in [0, 1); BlockGen's default is 1e-3, 0 makes `t = 1` exactly the prior.
 * @see BlockGen (2606.02241), noise schedule `log-linear`; MDLM (2406.07524).
 */
export const logLinear = (eps = 1e-3): Expression<never, "row"> => add(eps, multiply(1 - eps, subtract(1, t)));
