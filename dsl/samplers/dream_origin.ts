import { logLinear } from "../schedules/log_linear.ts";
import { assuming } from "./assuming.ts";
import type { WholeOptions } from "./whole.ts";

/**
 * Dream's `origin`: every mask is unmasked with probability `1 - s/t`, times from 1 to 1e-3, the signal being `1 - t`.
 *
 * Ancestral sampling with a clock of its own; the nucleus keeps the token that crosses it. NFE: `steps`, 512 by default.
 *
 * @see Ye et al. 2025, Dream (2508.15487), `alg` `origin`.
 */
export const dreamOrigin = ({ steps = 512, ...rest }: Omit<WholeOptions, "schedule" | "timeEps"> = {}) =>
  assuming("declared", { ...rest, steps, schedule: logLinear(0), timeEps: 1e-3 });
