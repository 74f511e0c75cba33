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

/** So many times the same. */
export const times = ({ least, most }: Bounds, count: number): Bounds => ({ least: least * count, most: most * count });

/** One or the other. */
export const either = (a: Bounds, b: Bounds): Bounds => ({
  least: Math.min(a.least, b.least),
  most: Math.max(a.most, b.most),
});

/** The same bounds? */
export const isEqual = (a: Bounds, b: Bounds): boolean => a.least === b.least && a.most === b.most;
