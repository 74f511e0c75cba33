import {
  type Abilities,
  ancestral,
  ar,
  arpc,
  arThenBlock,
  autoregressive,
  blockAncestral,
  cosine,
  dist,
  divergence,
  leftToRight,
  negate,
  type Process,
  type Program,
  random,
} from "../../dsl/mod.ts";
import { markovOracle, type Model, type RowInput } from "../../runtime/mod.ts";
import { catalogue } from "./catalogue.ts";
import * as six from "../types/six_programs.ts";

/** A program for laws that all samplers keep, and the noise that it works on. */
export interface Sampler {
  readonly program: Program;
  readonly processes: readonly Process[];
}

const both = (program: Program): Sampler => ({ program, processes: ["absorbing", "uniform"] });
const masked = (program: Program): Sampler => ({ program, processes: ["absorbing"] });
const block = { size: 4, steps: 3 } as const;

/** The samplers of BlockGen with blocks of 4, every named one as the catalogue has it, and six of the literature as first written, which are larger. */
export const samplers: Readonly<Record<string, Sampler>> = {
  "one token at a time": both(autoregressive()),
  "whole row": both(ancestral({ steps: 5, schedule: cosine() })),
  "block ancestral": both(blockAncestral(block)),
  "block ancestral, proportional": both(blockAncestral({ ...block, steps: 8, policy: "proportional", pick: "argmax" })),
  "left to right": both(leftToRight({ size: 4, temperature: 0.8 })),
  "AR tokens, then blocks": both(arThenBlock({ ...block, arTokens: 4 })),
  "AR blocks, then blocks": both(arThenBlock({ ...block, arTokens: 4, commit: "block" })),
  "ARPC by nll": both(arpc({ ...block, by: ar.nll })),
  "ARPC by gap, cold": both(arpc({ ...block, by: ar.gap, temperature: 0.5 })),
  "ARPC by AR entropy, greedy": both(arpc({ ...block, by: ar.entropy, pick: "argmax" })),
  "ARPC by KL": both(arpc({ ...block, by: divergence.kl })),
  "ARPC by reverse KL": both(arpc({ ...block, by: divergence.reverseKl })),
  "ARPC by total variation": both(arpc({ ...block, by: divergence.tv })),
  "ARPC by entropy": both(arpc({ ...block, by: dist.entropy })),
  "ARPC by confidence": both(arpc({ ...block, by: negate(dist.confidence) })),
  "ARPC at random": both(arpc({ ...block, by: random })),
  "ARPC every second step": both(arpc({ ...block, steps: 6, by: ar.nll, every: 2, warmup: 1 })),
  "ARPC of the paper": both(six.arpc),
  "classifier-free guidance": both(six.classifierFree),
  DiffusionGemma: both(six.diffusionGemma),
  "ReMDM-conf": masked(six.remdmConf),
  "LLaDA2.1": masked(six.llada21),
  "first hitting": masked(six.firstHitting),
  ...catalogue,
};

const source = "abacabadabacabaeabacabadabacabac bed cab dead ace cede bead deed cafe face fade ".repeat(2);
const everything: Partial<Abilities> = { selfConditioning: true, unconditional: true };

/** An exact model of a few symbols that claims every ability; what it was conditioned on before, it ignores. */
export const modelOf = (process: Process): Model => {
  const oracle = markovOracle(source, { process, symbols: 8 });
  return { ...oracle, abilities: { ...oracle.abilities, ...everything } };
};

/** Both models. */
export const models: Readonly<Record<Process, Model>> = {
  absorbing: modelOf("absorbing"),
  uniform: modelOf("uniform"),
};

/** Every sampler on every noise that it works on. */
export const everySampler: readonly (readonly [name: string, program: Program, process: Process])[] = Object.entries(
  samplers,
)
  .flatMap(([name, { program, processes }]) => processes.map((process) => [name, program, process] as const));

/** Rows of all kinds: from nothing, behind a prompt inside and at the end of a block, with holes, wholly given but for one token. */
export const mixedRows = (length: number, vocabulary: number): readonly RowInput[] => {
  const token = (i: number) => (i * 5 + 3) % vocabulary;
  const fixed = (keep: (i: number) => boolean) => Array.from({ length }, (_, i) => (keep(i) ? token(i) : null));
  return [
    {},
    { prompt: [1] },
    { prompt: [1, 2, 0, 3, 1] },
    { prompt: [2, 2, 2, 2] },
    { infill: fixed((i) => i % 3 === 0) },
    { prompt: [0, 1], infill: fixed((i) => i >= 6) },
    { infill: fixed((i) => i !== length - 2) },
  ];
};
