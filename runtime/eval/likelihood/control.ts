/** What one draw of noise costs, by row. */
export interface DrawnLoss {
  /** Of the model, nats. */ readonly loss: Float64Array;
  /** Of the flat prediction on the same noise. */ readonly flat: Float64Array;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** The slope of loss over flat loss, by least squares over rows; 0 where nothing varies. */
function slopeOf(draws: readonly DrawnLoss[]): number {
  const pairs = draws.flatMap(({ loss, flat }) => Array.from(loss, (y, row) => ({ y, x: flat[row] })));
  const [y0, x0] = [mean(pairs.map(({ y }) => y)), mean(pairs.map(({ x }) => x))];
  const both = pairs.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0);
  const spread = pairs.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return spread > 0 ? both / spread : 0;
}

/**
 * Losses with the luck of the noise taken out: `loss - c (flat - E flat)`, which has the same mean and less variance. The slope c
 * of each draw comes from the other draws, so that the mean stays exactly the same; a single draw is left as it is.
 *
 * @param expected `E flat` of a row.
 * @see Owen 2013, "Monte Carlo theory, methods and examples", section 8.9, control variates.
 */
export const withoutLuck = (draws: readonly DrawnLoss[], expected: number): readonly Float64Array[] =>
  draws.map(({ loss, flat }, draw) => {
    const slope = draws.length < 2 ? 0 : slopeOf(draws.filter((_, other) => other !== draw));
    return loss.map((nats, row) => nats - slope * (flat[row] - expected));
  });
