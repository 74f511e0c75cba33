import { LIMIT } from "../expression/arithmetic.ts";

/** A range of numbers, as a test and in words. */
export interface Range {
  readonly words: string;
  readonly holds: (x: number) => boolean;
}

/** The most times a loop may run: far above any sampler, and low enough that counting never hangs. */
export const MOST_UPDATES = 100_000;

const whole = (least: number, most = Infinity): Range => ({
  words: most === Infinity ? `a whole number, ${least} or more` : `a whole number from ${least} to ${most}`,
  holds: (x) => Number.isInteger(x) && x >= least && x <= most,
});

/** Every range that a knob can have. */
export const RANGES = {
  updates: whole(1, MOST_UPDATES),
  times: whole(0, MOST_UPDATES),
  perToken: { words: `more than 0 and at most ${MOST_UPDATES}`, holds: (x) => x > 0 && x <= MOST_UPDATES },
  count: whole(1),
  index: whole(0),
  notNegative: { words: "a number, 0 or more", holds: (x) => x >= 0 && x < Infinity },
  share: { words: "more than 0 and at most 1", holds: (x) => x > 0 && x <= 1 },
  probability: { words: "from 0 to 1", holds: (x) => x >= 0 && x <= 1 },
  beforeOne: { words: "0 or more and less than 1", holds: (x) => x >= 0 && x < 1 },
  /** A literal of a formula: no further out than what arithmetic gives. */
  number: { words: `a number from -${LIMIT} to ${LIMIT}`, holds: (x) => Math.abs(x) <= LIMIT },
} as const satisfies Record<string, Range>;
