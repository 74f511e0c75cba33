import {
  ancestral,
  ar,
  arpc,
  arThenBlock,
  autoregressive,
  blockAncestral,
  buildSampler,
  cosine,
  leftToRight,
  type Program,
  random,
  samplers,
} from "../../dsl/mod.ts";
import * as six from "../types/six_programs.ts";

const camel = (name: string): string => name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

/** Every named sampler as it is listed, those of BlockGen with some of their options, and six of the literature that were written first, for laws that all of them keep. */
export const allSamplers: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(samplers.map((entry) => [`named${camel(entry.name)}`, buildSampler(entry)])),
  ancestral: ancestral({ steps: 8 }),
  autoregressive: autoregressive({ temperature: 0.7, stop: { eos: 1, afterEos: "end" } }),
  blockAncestral: blockAncestral({ size: 16, steps: 8, schedule: cosine(), policy: "proportional", pick: "argmax" }),
  leftToRight: leftToRight({ size: 4 }),
  arThenBlock: arThenBlock({ size: 16, steps: 8, arTokens: 16, prefix: 2 }),
  arpc: arpc({ size: 16, steps: 8, by: ar.nll, temperature: 0.7 }),
  arpcEverySecond: arpc({ size: 16, steps: 8, by: random, every: 2, warmup: 1 }),
  remdmConf: six.remdmConf,
  diffusionGemma: six.diffusionGemma,
  llada21: six.llada21,
  firstHitting: six.firstHitting,
  classifierFree: six.classifierFree,
};
