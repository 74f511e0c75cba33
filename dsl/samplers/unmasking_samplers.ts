import { blockRefinement } from "./block_refinement.ts";
import { creditDecoding } from "./credit_decoding.ts";
import { draftAndVerify } from "./draft_and_verify.ts";
import { dream } from "./dream.ts";
import { entropyBounded } from "./entropy_bounded.ts";
import { defaults, type SamplerEntry } from "./entry.ts";
import { fastDllm } from "./fast_dllm.ts";
import { fastDllmFactor } from "./fast_dllm_factor.ts";
import { hierarchy } from "./hierarchy.ts";
import { linearSpec } from "./linear_spec.ts";
import { llada } from "./llada.ts";
import { llada2 } from "./llada2.ts";
import { llada21 } from "./llada21.ts";
import { maskgit } from "./maskgit.ts";
import { p2 } from "./p2.ts";

/** Fewer updates than published, so that a first try ends soon. */
const quick = { steps: 64 };
const whole = { steps: 128, temperature: 0 };
const dreams = { steps: 512, temperature: 0, ...defaults("topP", "pickTemperature") };
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
    quick,
    build: ({ steps, temperature }) => llada({ steps, temperature }),
  },
  {
    name: "llada-random",
    summary: "keeps any drafts, as many every update",
    paper: "LLaDA (2502.09992), random",
    parameters: { ...whole, temperature: 1 },
    quick,
    build: ({ steps, temperature }) => llada({ steps, temperature, order: "random" }),
  },
  {
    name: "dream",
    summary: "keeps the likeliest drafts, as many as ancestral sampling on average",
    paper: "Dream (2508.15487), alg maskgit_plus",
    parameters: dreams,
    quick,
    build: ({ steps, temperature, topP, pickTemperature }) => dream({ steps, temperature, topP, pickTemperature }),
  },
  {
    name: "dream-margin",
    summary: "keeps the drafts where the best token is far ahead of the second",
    paper: "Dream (2508.15487), alg topk_margin; Kim et al. 2025 (2502.06768)",
    parameters: dreams,
    quick,
    build: ({ steps, temperature, topP, pickTemperature }) =>
      dream({ steps, temperature, topP, pickTemperature, order: "margin" }),
  },
  {
    name: "dream-entropy",
    summary: "keeps the drafts where the prediction has the least entropy",
    paper: "Dream (2508.15487), alg entropy",
    parameters: dreams,
    quick,
    build: ({ steps, temperature, topP, pickTemperature }) =>
      dream({ steps, temperature, topP, pickTemperature, order: "entropy" }),
  },
  {
    name: "p2",
    summary: "plans the path: masks whatever it is least sure of, visible tokens too",
    paper: "P2 (2502.03540), self-planning",
    parameters: { ...whole, temperature: 1 },
    quick,
    build: ({ steps, temperature }) => p2({ steps, temperature }),
  },
  {
    name: "fast-dllm",
    summary: "keeps every draft that is likely enough, until the block is full",
    paper: "Fast-dLLM (2505.22618)",
    parameters: { ...blocks, threshold: 0.9 },
    build: ({ block, temperature, threshold }) => fastDllm({ size: block, temperature, threshold }),
  },
  {
    name: "fast-dllm-factor",
    summary: "keeps as many of the likeliest drafts as a factor allows, until the block is full",
    paper: "Fast-dLLM (2505.22618), factor",
    parameters: { ...blocks, ...defaults("factor") },
    build: ({ block, temperature, factor }) => fastDllmFactor({ size: block, temperature, factor }),
  },
  {
    name: "hierarchy",
    summary: "keeps the best draft of every run of masks, and what is sure",
    paper: "dInfer (2510.08666), hierarchical decoding",
    parameters: { ...blocks, ...defaults("low"), threshold: 0.9 },
    build: ({ block, temperature, threshold, low }) => hierarchy({ size: block, temperature, threshold, low }),
  },
  {
    name: "credit",
    summary: "trusts drafts that stay the same, until the block is full",
    paper: "dInfer (2510.08666), credit decoding",
    parameters: { ...blocks, threshold: 0.9 },
    build: ({ block, temperature, threshold }) => creditDecoding({ size: block, temperature, threshold }),
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
  {
    name: "block-refinement",
    summary: "keeps the likeliest drafts for good and draws the rest of the block anew",
    paper: "BlockRefinementScheduler of diffusers",
    process: "uniform",
    parameters: { ...blocks, steps: 32, threshold: 0.95 },
    build: ({ block, steps, temperature, threshold }) =>
      blockRefinement({ size: block, steps, temperature, threshold }),
  },
  {
    name: "draft-and-verify",
    summary: "drafts a block, keeps what AR sampling would have written: AR text, without loss",
    paper: "speculative decoding (2211.17192)",
    parameters: defaults("block", "temperature"),
    build: ({ block, temperature }) => draftAndVerify({ size: block, temperature }),
  },
  {
    name: "linear-spec",
    summary: "the same greedily: the text of greedy decoding",
    paper: "linear_spec.py of SGLang",
    parameters: defaults("block"),
    build: ({ block }) => linearSpec({ size: block }),
  },
];
