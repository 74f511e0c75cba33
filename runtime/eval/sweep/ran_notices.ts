import { groupBy } from "./group.ts";
import type { SweepResult } from "./result.ts";

/** What a plan asks of a model, whatever computed it in the end. */
const askedOf = ({ cell: { model, reference, version, engine, backend } }: SweepResult): string =>
  JSON.stringify([model, reference, version, engine, backend]);

/** A sentence for each model whose cells ran on several engines or backends, as `auto` may on several machines. */
export const ranNotices = (results: readonly SweepResult[]): readonly string[] =>
  groupBy(results, askedOf).flatMap((some) => {
    const ran = [...new Set(some.map(({ ran }) => `${ran.engine} on ${ran.backend}`))].toSorted();
    return ran.length < 2 ? [] : [
      `Cells of ${some[0]!.cell.model} ran differently: ${ran.join(", ")}; differences between them may be those of ` +
      "rounding, unless the plan names engine and backend",
    ];
  });
