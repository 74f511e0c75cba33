import { divide, type Expression, less, multiply, subtract, t, where } from "../expression/mod.ts";

/** Where a plateau lies. */
export interface PlateauOptions {
  /** Signal level on it, in [0, 1]; 0.9 by default. */ readonly level?: number;
  /** Time at which it begins, in (0, 1); 0.55 by default. */ readonly on?: number;
  /** Time at which it ends, in (0, `on`); 0.05 by default. */ readonly off?: number;
}

/**
 * Rises evenly from 0 at `t = 1` to `level` at `on`, stays there until `off`, and rises evenly to 1 at `t = 0`.
 *
 * @see Wang et al. 2025, ReMDM (2503.00307), section 4.2; Psi-samplers (2602.21185), whose grid stays in the same way.
 */
export const plateau = ({ level = 0.9, on = 0.55, off = 0.05 }: PlateauOptions = {}): Expression<never, "row"> => {
  const up = divide(multiply(subtract(1, t), level), 1 - on);
  const end = subtract(1, divide(multiply(t, 1 - level), off));
  return where(less(on, t), up, where(less(off, t), level, end));
};
