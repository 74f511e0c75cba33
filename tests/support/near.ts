import * as assert from "uvu/assert";

/** Two numbers are the same up to `tolerance`, relative to `max(1, |want|)`. */
export const near = (got: number, want: number, tolerance: number): void =>
  assert.ok(
    Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want)),
    `wanted ${want}, found ${got}`,
  );
