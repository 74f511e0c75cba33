import { type Expression, type Formula, formulaOf } from "./expression/mod.ts";
import { logLinear } from "./schedules/log_linear.ts";

/** Which signal levels the steps of a block go through. */
export type Clock = Readonly<
  /** `n + 1` equally spaced times from 1 to `timeEps`; step k goes from `alpha(t_k)` to `alpha(t_{k+1})`, the last step to 1. */
  | { _tag: "Linspace"; schedule: Formula; timeEps: number }
  /** From the level `alpha`, `1 - alphaS = (1 - alphaT) * u^(1/m)`, `m` = masks left, `u` uniform, drawn a row and step; the last step goes to 1. */
  | { _tag: "FirstHitting"; schedule: Formula }
>;

/** A schedule: signal level as an expression of `t`, 1 at `t = 0`; a constant holds one level. */
export type Schedule = number | Expression<never, "row">;

/** Equally spaced times (the default everywhere, `timeEps` 1e-5 as in BlockGen). */
export const linspace = (schedule: Schedule = logLinear(), timeEps = 1e-5): Clock => ({
  _tag: "Linspace",
  schedule: formulaOf(schedule),
  timeEps,
});

/** Jumps to the moment of the next reveal; starts at `schedule` of 1. Source: Zheng et al. 2024, 2409.02908, section 4. */
export const firstHitting = (schedule: Schedule = logLinear()): Extract<Clock, { readonly _tag: "FirstHitting" }> => ({
  _tag: "FirstHitting",
  schedule: formulaOf(schedule),
});
