import { samplerNamed } from "../../../dsl/mod.ts";
import { cellsOf } from "./cells.ts";
import type { PlannedSampler, SweepPlan } from "./plan.ts";

/** A sentence for each sampler of a plan that gets no cell: its noise, or its budget, is not among the plan's. */
export const withoutCells = (plan: SweepPlan): readonly string[] =>
  plan.samplers.flatMap((one) =>
    cellsOf({ ...plan, samplers: [one] }, () => "").length > 0 ? [] : [reasonOf(one, plan)]
  );

const reasonOf = (one: PlannedSampler, plan: SweepPlan): string => {
  // With a budget that nothing exceeds, what is left to miss is a model of its noise.
  const { nfe: _, ...rest } = plan;
  const unbounded: SweepPlan = { ...rest, steps: [1] };
  return cellsOf({ ...unbounded, samplers: [one] }, () => "").length > 0
    ? `${one.sampler} has no cell: not one step of it fits into ${Math.max(...plan.nfe ?? [])} NFE a block`
    : `${one.sampler} has no cell: it is for ${noiseOf(one)} noise, of which the plan has no model`;
};

const noiseOf = ({ sampler }: PlannedSampler): string => {
  const wanted = [samplerNamed(sampler)?.process ?? []].flat();
  return wanted.map((process) => process === "absorbing" ? "masked" : process).join(" or ");
};
