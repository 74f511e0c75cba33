import type { Oracle } from "../../models/mod.ts";

/**
 * What `bitsPerCharacter` is on average for texts of the law itself: the entropy `H(x_1 ... x_length) / length` of a law that
 * looks back at most two tokens, exactly, by following the distribution of the last two.
 *
 * Costs `length * V^3`. A text of length 0 has 0 bits.
 *
 * @param oracle Of order 2 at most, such as `markovOracle`; a longer memory would be overlooked.
 * @see Cover and Thomas 2006, Elements of Information Theory, theorem 4.2.4.
 */
export const expectedBits = (
  oracle: Pick<Oracle, "verify64" | "abilities">,
  length: number,
): number => {
  const V = oracle.abilities.vocabulary;
  const next = remembered((context) => oracle.verify64(context, [0]));
  let states = new Map([["", 1]]);
  let bits = 0;
  for (let at = 0; at < length; at++) {
    const after = new Map<string, number>();
    for (const [key, weight] of states) {
      const context = key === "" ? [] : key.split(",").map(Number);
      const p = next(context);
      for (let v = 0; v < V; v++) {
        if (p[v] === 0) { continue; }
        bits -= weight * p[v] * Math.log2(p[v]);
        const state = [...context, v].slice(-2).join(",");
        after.set(state, (after.get(state) ?? 0) + weight * p[v]);
      }
    }
    states = after;
  }
  return length === 0 ? 0 : bits / length;
};

type Next = (context: readonly number[]) => Float64Array;

const remembered = (next: Next): Next => {
  const known = new Map<string, Float64Array>();
  return (context) => {
    const key = context.join(",");
    const p = known.get(key) ?? next(context);
    known.set(key, p);
    return p;
  };
};
