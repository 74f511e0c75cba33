import { bd3lm } from "./bd3lm.ts";
import { classifierFree } from "./classifier_free.ts";
import { ddim } from "./ddim.ts";
import { dfm } from "./dfm.ts";
import { diffusionGemma } from "./diffusion_gemma.ts";
import { dreamOrigin } from "./dream_origin.ts";
import { duo } from "./duo.ts";
import { defaults, type SamplerEntry } from "./entry.ts";
import { firstHittingBlocks } from "./first_hitting_blocks.ts";
import { forwardBackward } from "./forward_backward.ts";
import { looGibbs } from "./loo_gibbs.ts";
import { mdlm } from "./mdlm.ts";
import { psi } from "./psi.ts";
import { remdmCap } from "./remdm_cap.ts";
import { remdmConf } from "./remdm_conf.ts";
import { remdmLoop } from "./remdm_loop.ts";
import { remdmRescale } from "./remdm_rescale.ts";
import { seddAnalytic } from "./sedd_analytic.ts";
import { seddEuler } from "./sedd_euler.ts";

/** As published, and fewer updates for a first try. */
const updates = (steps: number) => ({
  parameters: { ...defaults("temperature", "topP"), steps },
  quick: { steps: Math.min(64, steps) },
});
const remdm = { ...updates(1024).parameters, topP: 0.9 };
const quick = { steps: 64 };

/** Samplers that follow the noise process back: by its posterior, with tokens masked again, or by jumps. */
export const posteriorSamplers: readonly SamplerEntry[] = [
  {
    name: "mdlm",
    summary: "ancestral sampling of masks, with a nucleus",
    paper: "MDLM (2406.07524)",
    process: "absorbing",
    ...updates(128),
    build: ({ steps, temperature, topP }) => mdlm({ steps, temperature, topP }),
  },
  {
    name: "duo",
    summary: "ancestral sampling of uniform noise with the plug-in kernel",
    paper: "Duo (2506.10892), UDLM (2412.10193)",
    process: "uniform",
    ...updates(1000),
    build: ({ steps, temperature, topP }) => duo({ steps, temperature, topP }),
  },
  {
    name: "ddim",
    summary: "ancestral sampling of uniform noise with the mixture kernel: a clean draft first",
    paper: "D3PM (2107.03006), DiscreteDDIMScheduler of diffusers",
    process: "uniform",
    parameters: { ...updates(32).parameters, temperature: 0 },
    build: ({ steps, temperature, topP }) => ddim({ steps, temperature, topP }),
  },
  {
    name: "first-hitting",
    summary: "jumps from reveal to reveal: one token at a time, at the times of the process",
    paper: "Zheng et al. 2024 (2409.02908), BD3-LM (2503.09573)",
    parameters: { ...defaults("temperature"), topP: 0.9 },
    build: ({ temperature, topP }) => firstHittingBlocks({ temperature, topP }),
  },
  {
    name: "bd3lm",
    summary: "first-hitting block by block",
    paper: "BD3-LM (2503.09573)",
    parameters: { ...defaults("block", "temperature"), topP: 0.9 },
    build: ({ block, temperature, topP }) => bd3lm({ size: block, temperature, topP }),
  },
  {
    name: "sedd-analytic",
    summary: "the analytic update by the score, which is the posterior",
    paper: "SEDD (2310.16834), analytic",
    process: "absorbing",
    parameters: { ...defaults("temperature"), steps: 128 },
    quick,
    build: ({ steps, temperature }) => seddAnalytic({ steps, temperature }),
  },
  {
    name: "sedd-euler",
    summary: "Euler steps along the reverse rate",
    paper: "SEDD (2310.16834), euler",
    ...updates(128),
    build: ({ steps, temperature, topP }) => seddEuler({ steps, temperature, topP }),
  },
  {
    name: "loo-gibbs",
    summary: "ancestral sampling of uniform noise, with Gibbs updates behind each step",
    paper: "Gibbs corrector for uniform diffusion (2605.22765), DiscreteDDIMScheduler of diffusers",
    parameters: { ...updates(32).parameters, ...defaults("sweeps"), pickTemperature: 1 },
    build: ({ steps, temperature, topP, sweeps, pickTemperature }) =>
      looGibbs({ steps, temperature, topP, sweeps, pickTemperature }),
  },
  {
    name: "forward-backward",
    summary: "unmasks twice as fast, and masks again what is too much",
    paper: "Campbell et al. 2022 (2205.14987)",
    ...updates(128),
    build: ({ steps, temperature, topP }) => forwardBackward({ steps, temperature, topP }),
  },
  {
    name: "dfm",
    summary: "a corrector that is strongest halfway",
    paper: "discrete flow matching (2407.15595)",
    ...updates(1024),
    build: ({ steps, temperature, topP }) => dfm({ steps, temperature, topP }),
  },
  {
    name: "remdm-cap",
    summary: "masks visible tokens again at a small constant rate",
    paper: "ReMDM (2503.00307)",
    parameters: { ...remdm, eta: 0.008 },
    quick,
    build: ({ steps, temperature, topP, eta }) => remdmCap({ steps, temperature, topP, eta }),
  },
  {
    name: "remdm-rescale",
    summary: "masks visible tokens again at a share of the largest rate",
    paper: "ReMDM (2503.00307)",
    parameters: { ...remdm, eta: 0.015 },
    quick,
    build: ({ steps, temperature, topP, eta }) => remdmRescale({ steps, temperature, topP, eta }),
  },
  {
    name: "remdm-conf",
    summary: "masks those visible tokens again that were the least likely when they were unmasked",
    paper: "ReMDM (2503.00307)",
    parameters: remdm,
    quick,
    build: ({ steps, temperature, topP }) => remdmConf({ steps, temperature, topP }),
  },
  {
    name: "remdm-loop",
    summary: "stays at nine tenths of the signal for a while and masks again there",
    paper: "ReMDM (2503.00307)",
    parameters: { ...remdm, eta: 0.02 },
    quick,
    build: ({ steps, temperature, topP, eta }) => remdmLoop({ steps, temperature, topP, eta }),
  },
  {
    name: "psi",
    summary: "mixes the posterior with a clean draft that is noised again",
    paper: "Psi-samplers (2602.21185)",
    parameters: { ...updates(1024).parameters, ...defaults("kappa") },
    quick,
    build: ({ steps, temperature, topP, kappa }) => psi({ steps, temperature, topP, kappa }),
  },
  {
    name: "dream-origin",
    summary: "ancestral sampling on Dream's clock",
    paper: "Dream (2508.15487), alg origin",
    process: "absorbing",
    ...updates(512),
    build: ({ steps, temperature, topP }) => dreamOrigin({ steps, temperature, topP }),
  },
  {
    name: "classifier-free",
    summary: "ancestral sampling that follows its condition more",
    paper: "Schiff et al. 2024 (2412.10193)",
    process: "absorbing",
    ...updates(128),
    build: ({ steps, temperature, topP }) => classifierFree({ steps, temperature, topP }),
  },
  {
    name: "diffusion-gemma",
    summary: "keeps drafts within an entropy budget and draws the rest of the block anew",
    paper: "generation_diffusion_gemma.py of transformers",
    process: "uniform",
    parameters: { ...defaults("gamma"), block: 256, steps: 48 },
    quick: { block: 32 },
    build: ({ block, steps, gamma }) => diffusionGemma({ size: block, steps, gamma }),
  },
];
