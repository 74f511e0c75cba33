import type { ContextTree } from "./context_tree.ts";

/** How an n-gram model divides probability: `p(w | h) = share(hw) + rest(h) * p(w | h without its first token)`. */
export interface Shares {
  /** Of each sequence, given it without its last token. */ readonly share: Float64Array;
  /** Of each sequence as a history: what the shorter history gets, 1 where nothing followed. */ readonly rest:
    Float64Array;
}

/**
 * Witten and Bell: `share(hw) = n(hw) / (n(h.) + T(h))`, `rest(h) = T(h) / (n(h.) + T(h))`, where `n(h.)` counts what
 * followed h and `T(h)` how many different tokens did.
 *
 * @see Chen and Goodman 1998, An empirical study of smoothing techniques, section 2.5.
 */
export function wittenBell({ size, parent, count }: ContextTree): Shares {
  const followed = new Float64Array(size);
  const kinds = new Float64Array(size);
  for (let node = 1; node < size; node++) {
    followed[parent[node]!]! += count[node]!;
    kinds[parent[node]!]!++;
  }
  const share = new Float64Array(size);
  for (let node = 1; node < size; node++) {
    const h = parent[node]!;
    share[node] = count[node]! / (followed[h]! + kinds[h]!);
  }
  return { share, rest: kinds.map((T, h) => T === 0 ? 1 : T / (followed[h]! + T)) };
}

/**
 * Modified Kneser and Ney: `share(hw) = (c(hw) - D) / c(h.)`, `rest(h)` the sum of the discounts. `c` is the count for
 * the longest sequences and the number of different tokens before for shorter ones; D is one of three numbers for
 * counts 1, 2 and more, each from how many sequences of a length have counts 1 to 4.
 *
 * @see Chen and Goodman 1998, section 3.
 */
export function kneserNey({ size, parent, count, before, depth }: ContextTree, order: number): Shares {
  const c = new Float64Array(size);
  for (let node = 1; node < size; node++) { c[node] = depth[node] === order ? count[node]! : before[node]!; }
  const discounts = discountsOf(c, depth, order);
  const followed = new Float64Array(size);
  const taken = new Float64Array(size);
  const discount = (node: number): number => discounts[depth[node]!]![Math.min(c[node]!, 3)]!;
  for (let node = 1; node < size; node++) {
    followed[parent[node]!]! += c[node]!;
    taken[parent[node]!]! += discount(node);
  }
  const share = new Float64Array(size);
  for (let node = 1; node < size; node++) {
    if (c[node]! > 0) { share[node] = (c[node]! - discount(node)) / followed[parent[node]!]!; }
  }
  return { share, rest: taken.map((given, h) => followed[h]! > 0 ? given / followed[h]! : 1) };
}

/** `D(k) = k - (k + 1) Y n(k+1) / n(k)` with `Y = n(1) / (n(1) + 2 n(2))`, for each length; D(0) is 0. */
function discountsOf(c: Float64Array, depth: Uint8Array, order: number): number[][] {
  const having = Array.from({ length: order + 1 }, () => [0, 0, 0, 0, 0]);
  c.forEach((n, node) => {
    if (n >= 1 && n <= 4) { having[depth[node]!]![n]!++; }
  });
  return having.map(([, n1, n2, n3, n4]) => {
    const Y = n1! / (n1! + 2 * n2!);
    const discount = (k: number, here: number, next: number): number => {
      const D = k - (k + 1) * Y * next / here;
      // Small texts lack some counts; half a count is a discount too.
      return D > 0 && D <= k ? D : 0.5;
    };
    return [0, discount(1, n1!, n2!), discount(2, n2!, n3!), discount(3, n3!, n4!)];
  });
}
