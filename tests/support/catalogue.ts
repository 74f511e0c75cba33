import * as d from "../../dsl/mod.ts";
import { type Model, randomTable, tableOracle } from "../../runtime/mod.ts";

/** A named sampler, small enough that `exact` can follow it, and the row that it is followed on. */
export interface Published {
  readonly program: d.Program;
  /** The noise that the registry lists it for; one of them, or both. */ readonly processes: readonly d.Process[];
  /** Number of tokens; 3 unless memories make too many states. */ readonly vocabulary: number;
  /** Positions of the row. */ readonly length: number;
  /** The test that covers it where `exact` cannot. */ readonly law?: string;
}

const masks = (program: d.Program): Published => ({ program, processes: ["absorbing"], vocabulary: 3, length: 4 });
const tokens = (program: d.Program): Published => ({ program, processes: ["uniform"], vocabulary: 3, length: 4 });
const both = (program: d.Program): Published => ({ ...masks(program), processes: ["absorbing", "uniform"] });
const smaller = (by: Published): Published => ({ ...by, vocabulary: 2, length: 3 });
const covered = (by: Published, law: string): Published => ({ ...by, law });

const few = { steps: 3 } as const;
const warm = { temperature: 0.8 } as const;

/** By the names of the registry: with the knobs that publications turn, and at temperatures at which something is left to chance. */
export const catalogue: Readonly<Record<string, Published>> = {
  autoregressive: both(d.autoregressive(warm)),
  "left-to-right": both(d.leftToRight({ size: 2, ...warm })),
  ancestral: both(d.ancestral({ ...few, schedule: d.cosine() })),
  "block-ancestral": both(d.blockAncestral({ ...few, ...warm, size: 2 })),
  "ar-then-block": both(d.arThenBlock({ ...few, size: 2, arTokens: 2 })),
  arpc: both(d.arpc({ ...few, size: 2, by: d.ar.nll })),
  mdlm: masks(d.mdlm({ ...few, topP: 0.8, schedule: d.cosine() })),
  duo: tokens(d.duo(few)),
  ddim: tokens(d.ddim({ ...few, temperature: 0.8 })),
  "first-hitting": covered(masks(d.firstHittingBlocks({ topP: 1 })), "the law of the data, and law L4"),
  bd3lm: covered(masks(d.bd3lm({ size: 2, topP: 1 })), "first-hitting, which it is block by block"),
  "sedd-analytic": masks(d.seddAnalytic({ ...few, schedule: d.cosine() })),
  "sedd-euler": masks(d.seddEuler({ ...few, ...warm, topP: 0.9 })),
  "loo-gibbs": smaller(tokens(d.looGibbs({ ...few, pickTemperature: 0 }))), // with noise on the order: Plackett-Luce
  "forward-backward": masks(d.forwardBackward({ steps: 4 })),
  dfm: masks(d.dfm({ steps: 4 })),
  "remdm-cap": masks(d.remdmCap({ steps: 4, eta: 0.2 })),
  "remdm-rescale": masks(d.remdmRescale({ steps: 4, eta: 0.4 })),
  "remdm-conf": masks(d.remdmConf(few)),
  "remdm-loop": masks(d.remdmLoop({ steps: 6, eta: 0.1 })),
  psi: both(d.psi({ size: 2, steps: 4, kappa: 0.3, after: 0.2 })),
  llada: masks(d.llada({ ...few, ...warm })),
  "llada-random": masks(d.llada({ ...few, ...warm, order: "random" })),
  "dream-origin": masks(d.dreamOrigin({ ...few, ...warm })),
  dream: masks(d.dream({ ...few, ...warm, topP: 0.9 })),
  "dream-margin": masks(d.dream({ ...few, ...warm, order: "margin" })),
  "dream-entropy": masks(d.dream({ ...few, ...warm, order: "entropy" })),
  maskgit: masks(d.maskgit({ ...few, pickTemperature: 0 })), // with noise on the order: Plackett-Luce, tested apart
  "fast-dllm": masks(d.fastDllm({ size: 4, threshold: 0.5, ...warm })),
  "fast-dllm-factor": masks(d.fastDllmFactor({ size: 4, factor: 1.2, ...warm })),
  hierarchy: masks(d.hierarchy({ size: 4, threshold: 0.8, low: 0.45, ...warm })),
  credit: smaller(masks(d.creditDecoding({ size: 3, threshold: 0.8, weight: 1.5, ...warm }))),
  "block-refinement": smaller(tokens(d.blockRefinement({ size: 3, steps: 2, threshold: 0.8, ...warm }))),
  "draft-and-verify": masks(d.draftAndVerify({ size: 3, temperature: 0.8 })),
  "linear-spec": masks(d.linearSpec({ size: 4 })),
  "entropy-bounded": masks(d.entropyBounded({ size: 4, gamma: 0.9, ...warm })),
  llada2: masks(d.llada2({ size: 4, steps: 3, threshold: 0.6, ...warm })),
  llada21: smaller(masks(d.llada21({ size: 3, threshold: 0.6, edit: 0.5, passes: 2, ...warm }))),
  p2: masks(d.p2({ ...few, eta: 0.5 })),
  "diffusion-gemma": smaller(tokens(d.diffusionGemma({ size: 3, steps: 2, gamma: 0.8, calm: 0.6 }))),
  "classifier-free": masks(d.classifierFree({ ...few, size: 2, scale: 0.5 })),
};

/** Every sampler of the table on every noise that it is listed for. */
export const everyPublished = Object.entries(catalogue).flatMap(([name, one]) =>
  one.processes.map((process) => ({ name, process, one }))
);

/** An exact model of a random law, which claims to read its previous prediction and ignores it. */
export const modelFor = (
  { vocabulary, length }: Published,
  process: d.Process,
  prediction: "full" | "loo" = "loo",
): Model => {
  const table = randomTable(3, vocabulary, length, { sharpness: 1.5 });
  const oracle = tableOracle({ table, vocabulary, length, process, prediction });
  return { ...oracle, abilities: { ...oracle.abilities, selfConditioning: true } };
};
