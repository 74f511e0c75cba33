import type { Ability, Process } from "../abilities.ts";
import { needsOf } from "../interpreters/needs.ts";
import { nfeFormula } from "../interpreters/nfe_formula.ts";
import type { Program } from "../program.ts";
import { ancestral } from "./ancestral.ts";
import { arThenBlock } from "./ar_then_block.ts";
import { arpc } from "./arpc.ts";
import { autoregressive } from "./autoregressive.ts";
import { blockAncestral } from "./block_ancestral.ts";
import { common, defaults, type SamplerEntry, type SamplerSettings } from "./entry.ts";
import { leftToRight } from "./left_to_right.ts";
import { posteriorSamplers } from "./posterior_samplers.ts";
import { scores } from "./scores.ts";
import { unmaskingSamplers } from "./unmasking_samplers.ts";

/** The samplers that have names, from the simplest. Each is a composition of stages and nothing else. */
export const samplers: readonly SamplerEntry[] = [
  {
    name: "autoregressive",
    summary: "one token after the other: blocks of one",
    paper: "BlockGen (2606.02241), block size 1",
    parameters: defaults("temperature"),
    build: ({ temperature }) => autoregressive({ temperature }),
  },
  {
    name: "left-to-right",
    summary: "one token after the other inside a noisy block, committed when it is complete",
    paper: "BlockGen (2606.02241), ARThenBlockSampler with ar_commit_every_step false",
    parameters: defaults("block", "temperature"),
    build: ({ block, temperature }) => leftToRight({ size: block, temperature }),
  },
  {
    name: "ancestral",
    summary: "pure diffusion: the whole row is one block",
    paper: "MDLM (2406.07524), Duo (2506.10892)",
    parameters: { ...defaults("temperature"), steps: 1024 },
    quick: { steps: 64 },
    build: ({ steps, temperature }) => ancestral({ steps, temperature }),
  },
  {
    name: "block-ancestral",
    summary: "ancestral sampling block by block",
    paper: "BD3-LM (2503.09573), BlockGen (2606.02241)",
    parameters: defaults("block", "steps", "temperature"),
    build: ({ block, steps, temperature }) => blockAncestral({ size: block, steps, temperature }),
  },
  {
    name: "ar-then-block",
    summary: "the first tokens one by one, the rest block by block",
    paper: "BlockGen (2606.02241), ARThenBlockAncestralSampler",
    parameters: defaults("block", "steps", "temperature", "arTokens"),
    build: ({ block, steps, temperature, arTokens }) => arThenBlock({ size: block, steps, temperature, arTokens }),
  },
  {
    name: "arpc",
    summary: "drafts a block, asks the model left to right what looks wrong, re-noises that",
    paper: "BlockGen (2606.02241), ARPC",
    parameters: defaults("block", "steps", "temperature", "by", "every", "warmup"),
    build: ({ block, steps, temperature, by, every, warmup }) =>
      arpc({ size: block, steps, temperature, by: scores[by], every, warmup }),
  },
  ...posteriorSamplers,
  ...unmaskingSamplers,
];

/** The entry of a name, if there is one. */
export const samplerNamed = (name: string): SamplerEntry | undefined => samplers.find((entry) => entry.name === name);

/**
 * The program of an entry, its defaults where nothing is given.
 *
 * @example Sixteen steps instead of eight
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { ar, arpc, buildSampler, samplerNamed } from "blockgen/dsl";
 *
 * deepStrictEqual(buildSampler(samplerNamed("arpc")!, { steps: 16 }), arpc({ size: 16, steps: 16, by: ar.nll }));
 * ```
 */
export const buildSampler = (entry: SamplerEntry, given: Partial<SamplerSettings> = {}): Program =>
  entry.build({ ...common, ...entry.parameters, ...given });

/** What a named sampler asks of a model and what it costs, read off its program. */
export interface SamplerFacts {
  /** Noise processes it is for. */ readonly process: readonly Process[];
  /** Abilities beyond predicting. */ readonly needs: readonly Exclude<Ability, Process>[];
  /** Function evaluations as a formula: see `nfeFormula`. */ readonly nfe: string;
}

/** The facts about an entry, with its defaults where nothing is given. */
export const samplerFacts = (entry: SamplerEntry, given: Partial<SamplerSettings> = {}): SamplerFacts => {
  const program = buildSampler(entry, given);
  const needs = [...new Set(needsOf(program.nodes).map((need) => need.ability))];
  const both: readonly Process[] = ["absorbing", "uniform"];
  const bound = both.filter((process) => needs.includes(process) || entry.process === process);
  return {
    process: bound.length === 0 ? both : bound,
    needs: needs.filter((need): need is Exclude<Ability, Process> => !both.some((process) => process === need)),
    nfe: nfeFormula(program),
  };
};
