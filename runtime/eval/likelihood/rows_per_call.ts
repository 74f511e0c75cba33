/** Rows of one call of the scorer: a large vocabulary's log-probabilities of eight long rows would be gigabytes. */
export const rowsPerCall = (vocabulary: number, length: number): number =>
  Math.max(1, Math.min(8, Math.floor(2 ** 24 / (vocabulary * length))));
