/** A number that is known only to lie between two, both included. */
export interface Bounds {
  /** Never less. */ readonly least: number;
  /** Never more. */ readonly most: number;
}

/** No calls at all. */
export const nothing: Bounds = { least: 0, most: 0 };

/** Exactly so many. */
export const exactly = (calls: number): Bounds => ({ least: calls, most: calls });

/** One after the other. */
export const plus = (a: Bounds, b: Bounds): Bounds => ({ least: a.least + b.least, most: a.most + b.most });

/** All of them. */
export const sum = (all: readonly Bounds[]): Bounds => all.reduce(plus, nothing);
