import { suite } from "uvu";
import * as assert from "uvu/assert";
import { difference, gapOf } from "../../../docs/reproduce/compare.ts";
import { full, quick, sweepsOf } from "../../../docs/reproduce/scale.ts";
import { type Cell, cellsOf, workOf } from "../../../runtime/eval/sweep/cells.ts";
import { readPlan } from "../../../runtime/eval/sweep/plan.ts";
import { summarise } from "../../../runtime/eval/sweep/summarise.ts";
import { result } from "../../support/sweep_result.ts";

const close = (found: number, want: number): void =>
  assert.ok(Math.abs(found - want) <= 1e-9, `found ${found}, want ${want}`);
const judged = { name: "law", masked: "oracle", uniform: "oracle", judge: "oracle" };
const cellsAt = (scale: typeof full): readonly Cell[] =>
  sweepsOf(judged, scale).flatMap((options) => {
    const plan = readPlan(options);
    if (plan._tag === "Left") { throw new Error(plan.left.join("\n")); }
    return cellsOf(plan.right, () => "").map(({ cell }) => cell);
  });
const pairs = suite("differences of pairs");
pairs("go text by text, seeds and sample ids alike, whatever the order of results", () => {
  const results = [
    result({ process: "uniform", seed: 2 }, [5, 6]),
    result({ process: "uniform", seed: 1 }, [3, 4]),
    result({ process: "absorbing", seed: 1 }, [1, 3]),
    result({ process: "absorbing", seed: 2 }, [2, 4]),
  ];
  // Differences 2, 1, 3, 2: mean 2, unbiased variance 2/3.
  const found = difference(results, { process: "uniform" }, { process: "absorbing" })!;
  close(found.mean, 2);
  close(found.half, 3.1824 * Math.sqrt(2 / 3 / 4)); // Student, 3 degrees of freedom
  assert.is(found.clear, found.half < 2 / 3);
});
pairs("need the same seeds on both sides", () => {
  const results = [result({ process: "uniform", seed: 1 }, [1]), result({ process: "absorbing", seed: 2 }, [1])];
  assert.is(difference(results, { process: "uniform" }, { process: "absorbing" }), null);
});
pairs.run();

const gaps = suite("a network's excess over the law");
gaps("adds up", () => {
  const summaries = summarise([result({ model: "exact" }, [2.5, 2.5]), result({ model: "network" }, [3.25, 3.25])]);
  const gap = gapOf(summaries, { exact: "exact", network: "network" }, { temperature: 1 }, 2)!;
  close(gap.sampler, 0.5);
  close(gap.model, 0.75);
  assert.is(gapOf(summaries, { exact: "exact", network: "none" }, {}, 2), null);
});
gaps.run();

const plans = suite("what is measured");
plans("is the paper's grid, at equal NFE", () => {
  const at = (sampler: string) =>
    cellsAt(full).filter((cell) => cell.sampler === sampler && cell.temperature === 1 && cell.seed === 1)
      .filter(({ process }) => process === "uniform").map(({ settings }) => settings.steps);
  assert.equal(at("block-ancestral"), [3, 5, 9, 17, 33, 65]);
  assert.equal(at("arpc"), [2, 3, 5, 9, 17, 33]);
});
plans(
  "is within its time, at 800 evaluations of the book's oracle a second and core, as measured on a busy machine",
  () => {
    const minutes = (scale: typeof full): number =>
      cellsAt(scale).reduce((sum, cell) => sum + workOf(cell), 0) / 800 / 60 / 2;
    assert.ok(minutes(full) < 20, `${minutes(full)} minutes`);
    assert.ok(minutes(quick) < 1.5, `${minutes(quick)} minutes`);
  },
);
plans.run();
