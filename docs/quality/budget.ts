import { buildSampler, cost, type SamplerEntry, type SamplerKnob, type SamplerSettings } from "../../dsl/mod.ts";
import { inBlocks } from "../../runtime/eval/sweep/in_blocks.ts";
import { block, type Scale, sweeps } from "./setting.ts";

/** Knobs of a sampler, and the evaluations a block that they were chosen for; null where the model decides how many it takes. */
export interface Budgeted {
  readonly budget: number | null;
  readonly settings: Partial<SamplerSettings>;
}

/**
 * The knobs with which a sampler uses budgets: the most `steps` whose cost (at its highest) fits into each; without that knob
 * the sweep of a threshold or a gamma; without any, the sampler as it is.
 *
 * A budget that buys no more than a smaller one, or less than the smallest, is left out.
 */
export const budgeted = (
  entry: SamplerEntry,
  given: Partial<SamplerSettings>,
  scale: Scale,
): readonly Budgeted[] => {
  const own = { ...entry.parameters, ...given, ...("block" in entry.parameters ? { block } : {}) };
  if ("steps" in own) { return bySteps(entry, own, scale); }
  const knob = knobsOf(sweeps).find((name) => name in own);
  return knob === undefined
    ? [{ budget: null, settings: own }]
    : sweeps[knob]!.map((value) => ({ budget: null, settings: { ...own, [knob]: value } }));
};

const knobsOf = (settings: object): readonly SamplerKnob[] => Object.keys(settings) as SamplerKnob[];

const bySteps = (entry: SamplerEntry, own: Partial<SamplerSettings>, scale: Scale): readonly Budgeted[] => {
  const { budgets, length } = scale;
  const most = Math.max(...budgets);
  const options = Array.from({ length: most }, (_, i) => {
    const settings = { ...own, steps: i + 1 };
    const spent = cost(inBlocks(buildSampler(entry, settings), block), { length }).most * block / length;
    return { settings, spent };
  }).filter(({ spent }) => spent >= Math.min(...budgets));
  const chosen = budgets.map((budget) => ({ budget, option: options.findLast(({ spent }) => spent <= budget) }));
  return chosen.flatMap(({ budget, option }, i) =>
    option === undefined || option === chosen[i - 1]?.option ? [] : [{ budget, settings: option.settings }]
  );
};
