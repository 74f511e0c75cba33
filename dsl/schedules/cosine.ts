import { add, cos, type Expression, multiply, subtract, t } from "../expression/mod.ts";

/**
 * `alpha(t) = eps + (1 - eps) * (1 - cos(pi/2 * (1 - t)))`: slow at the noisy end.
 *
 * @param eps Signal left in pure noise, in [0, 1); BlockGen's default is 1e-3.
 * @see BlockGen (2606.02241), noise schedule `cosine`; MDLM (2406.07524), appendix.
 */
export const cosine = (eps = 1e-3): Expression<never, "row"> =>
  add(eps, multiply(1 - eps, subtract(1, cos(multiply(Math.PI / 2, subtract(1, t))))));
