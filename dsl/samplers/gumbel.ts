import {
  add,
  type AnyExpression,
  divide,
  type Expression,
  log,
  maximum,
  negate,
  type Operand,
  type Per,
  random,
  type Reads,
} from "../expression/mod.ts";
import { type Have, type Program, program, type Stage } from "../program.ts";
import { top } from "../selection.ts";

/**
 * A score with Gumbel noise: the `n` highest are then `n` draws without replacement from `softmax(score / temperature)`.
 *
 * @param temperature 0 adds no noise.
 * @see Kool et al. 2019 (1903.06059).
 */
export const withGumbel = <E extends AnyExpression>(
  by: E,
  temperature: number | Expression,
): Expression<Reads<E>, Per> =>
  temperature === 0
    ? by as unknown as Expression<Reads<E>, Per>
    : add(divide(by, temperature), negate(log(negate(log(maximum(random, 2 ** -25))))));

/**
 * Draws `count` positions without replacement from `softmax(score / temperature)`: a score with Gumbel noise, and the best of it.
 *
 * @param options.temperature 1 by default; 0 takes the best.
 *
 * @example Two positions, the unsure ones more likely
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, dist, from, gumbelTop, predict } from "blockgen/dsl";
 *
 * const tags = bodyOf(flow(from.noisy, predict(), gumbelTop(dist.entropy, 2))).map((node) => node._tag);
 * deepStrictEqual(tags, ["Predict", "Score", "Select"]);
 * ```
 */
export const gumbelTop = <E extends AnyExpression, A extends Operand = 1>(
  by: E,
  count: number | Expression,
  options: { readonly temperature?: number | Expression; readonly among?: A } = {},
): Stage<Have<Reads<E> | Reads<A>>, Have<"picked">, "score", "gumbelTop"> => {
  const best = top(count, options.among ?? 1).selection;
  const noisy = withGumbel(by, options.temperature ?? 1).formula;
  return ((before: Program) =>
    program([...before.nodes, { _tag: "Score", by: noisy }, { _tag: "Select", pick: best }])) as never;
};
