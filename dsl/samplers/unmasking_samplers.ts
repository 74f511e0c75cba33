import { dream } from "./dream.ts";
import { entropyBounded } from "./entropy_bounded.ts";
import { defaults, type SamplerEntry } from "./entry.ts";
import { fastDllm } from "./fast_dllm.ts";
import { llada } from "./llada.ts";
import { llada2 } from "./llada2.ts";
import { llada21 } from "./llada21.ts";
import { maskgit } from "./maskgit.ts";
import { p2 } from "./p2.ts";

/** Fewer updates than the publications make, so that a first try ends soon: the functions have the published numbers. */
const whole = { steps: 64, temperature: 0 };
const dreams = { ...whole, ...defaults("topP", "pickTemperature") };
const blocks = { block: 32, temperature: 0 };

/** Samplers that draft every mask and choose which drafts to keep: so many an update, or all that are sure. */
export const unmaskingSamplers: readonly SamplerEntry[] = [
  {
    name: "maskgit",
    summary: "keeps the likeliest drafts, few at first; the order is noisy at first",
    paper: "MaskGIT (2202.04200)",
    parameters: { steps: 12, temperature: 1, pickTemperature: 4.5 },
    build: ({ steps, temperature, pickTemperature }) => maskgit({ steps, temperature, pickTemperature }),
  },
  {
    name: "llada",
    summary: "keeps the drafts that the model finds likeliest, as many every update",
    paper: "LLaDA (2502.09992), low confidence",
    parameters: whole,
    build: ({ steps, temperature }) => llada({ steps, temperature }),
  },
  {
    name: "llada-random",
    summary: "keeps any drafts, as many every update",
    paper: "LLaDA (2502.09992), random",
    parameters: { ...whole, temperature: 1 },
    build: ({ steps, temperature }) => llada({ steps, temperature, order: "random" }),
  },
  {
    name: "dream",
    summary: "keeps the likeliest drafts, as many as ancestral sampling on average",
    paper: "Dream (2508.15487), alg maskgit_plus",
    parameters: dreams,
    build: ({ steps, temperature, topP, pickTemperature }) => dream({ steps, temperature, topP, pickTemperature }),
  },
  {
    name: "dream-margin",
    summary: "keeps the drafts where the best token is far ahead of the second",
    paper: "Dream (2508.15487), alg topk_margin; Kim et al. 2025 (2502.06768)",
    parameters: dreams,
    build: ({ steps, temperature, topP, pickTemperature }) =>
      dream({ steps, temperature, topP, pickTemperature, order: "margin" }),
  },
  {
    name: "dream-entropy",
    summary: "keeps the drafts where the prediction has the least entropy",
    paper: "Dream (2508.15487), alg entropy",
    parameters: dreams,
    build: ({ steps, temperature, topP, pickTemperature }) =>
      dream({ steps, temperature, topP, pickTemperature, order: "entropy" }),
  },
  {
    name: "p2",
    summary: "plans the path: masks whatever it is least sure of, visible tokens too",
    paper: "P2 (2502.03540), self-planning",
    parameters: { steps: 64 },
    build: ({ steps }) => p2({ steps }),
  },
  {
    name: "fast-dllm",
    summary: "keeps every draft that is likely enough, until the block is full",
    paper: "Fast-dLLM (2505.22618)",
    parameters: { ...blocks, threshold: 0.9 },
    build: ({ block, temperature, threshold }) => fastDllm({ size: block, temperature, threshold }),
  },
  {
    name: "entropy-bounded",
    summary: "keeps the surest drafts within an entropy budget, until the block is full",
    paper: "EB sampler (2505.24857)",
    parameters: { ...blocks, ...defaults("gamma") },
    build: ({ block, temperature, gamma }) => entropyBounded({ size: block, temperature, gamma }),
  },
  {
    name: "llada2",
    summary: "keeps every draft that is likely enough, or a quota of the best",
    paper: "LLaDA2.0 (2512.15745)",
    parameters: { ...blocks, steps: 32, threshold: 0.95 },
    build: ({ block, steps, temperature, threshold }) => llada2({ size: block, steps, temperature, threshold }),
  },
  {
    name: "llada21",
    summary: "keeps what is sure and rewrites what it has come to disagree with",
    paper: "LLaDA2.1 (2602.08676)",
    parameters: { ...blocks, threshold: 0.95 },
    build: ({ block, temperature, threshold }) => llada21({ size: block, temperature, threshold }),
  },
];
