/** Nodes and weights of Gauss and Legendre's rule on [0, 1]: exact for polynomials of degree up to 2n - 1. */
export const gaussLegendre = (n: number): readonly { readonly x: number; readonly weight: number }[] =>
  Array.from({ length: n }, (_, i) => {
    let x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
    let slope = 0;
    for (let round = 0; round < 50; round++) {
      let [before, here] = [0, 1];
      for (let k = 1; k <= n; k++) [before, here] = [here, ((2 * k - 1) * x * here - (k - 1) * before) / k];
      slope = n * (x * here - before) / (x * x - 1);
      x -= here / slope;
    }
    return { x: (1 - x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });

/** The integral of a function over [0, 1]. */
export const integral = (f: (x: number) => number, nodes: number): number =>
  gaussLegendre(nodes).reduce((sum, { x, weight }) => sum + weight * f(x), 0);
