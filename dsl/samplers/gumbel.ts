import {
  add,
  type AnyExpression,
  divide,
  type Expression,
  log,
  maximum,
  negate,
  type Per,
  random,
  type Reads,
} from "../expression/mod.ts";

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
