import { match } from "ts-pattern";
import { type Clock, clockPartOf, type Formula, type Node, updatesOf } from "../../dsl/mod.ts";
import { rowNumber } from "../kernels/mod.ts";
import { fold, hashName, type Key, uniform } from "../random/mod.ts";

/** The signal levels of one row's updates: `next(k, alphaT, masks, key)` is where update k goes. */
export interface Levels {
  /** Updates that the row gets. */ readonly updates: number;
  /** Level that the first update starts from. */ readonly first: number;
  readonly next: (step: number, alphaT: number, masks: () => number, key: Key) => number;
}

const alphaAt = (schedule: Formula, t: number): number => rowNumber(schedule, { t });

/** The levels that a denoising loop gives a block of this extent. */
export const levelsOf = (
  node: Node & { _tag: "Denoise" },
  extent: { readonly size: number; readonly free: number },
): Levels => {
  const updates = updatesOf(node.steps, node.policy, extent);
  const toEnd = (step: number, alpha: () => number): number => step === updates - 1 ? 1 : alpha();
  return match<Clock, Levels>(node.clock)
    .with({ _tag: "Linspace" }, ({ schedule, timeEps }) => {
      const { intervals, skipped } = clockPartOf(node.steps, node.policy, extent);
      const at = (k: number): number => alphaAt(schedule, 1 + (timeEps - 1) * (k + skipped) / intervals);
      return { updates, first: at(0), next: (step) => toEnd(step, () => at(step + 1)) };
    })
    .with({ _tag: "FirstHitting" }, ({ schedule }) => ({
      updates,
      first: alphaAt(schedule, 1),
      next: (step, alphaT, masks, key) =>
        toEnd(step, () => {
          const u = Math.max(uniform(fold(key, hashName("FirstHitting")), 0), 2 ** -25);
          return 1 - (1 - alphaT) * u ** (1 / Math.max(1, masks()));
        }),
    }))
    .exhaustive();
};
