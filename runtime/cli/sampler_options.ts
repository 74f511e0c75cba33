import type { Either } from "fp-ts/lib/Either.js";
import { type SamplerSettings, scoreNames } from "../../dsl/mod.ts";
import { knobRanges } from "../knob_ranges.ts";
import type { Arguments, Options } from "./arguments.ts";
import type { Failure } from "./failure.ts";
import { kebab } from "./nearest.ts";
import { choiceAt, gather, numberAt } from "./values.ts";

/** The knobs of named samplers as options. */
export const samplerOptions: Options = {
  block: { value: "N", means: "positions of a block (16; see blockgen samplers)" },
  steps: { value: "N", means: "updates of a block or of the whole row (8; see blockgen samplers)" },
  temperature: { value: "X", means: "temperature of every prediction, 0 is argmax (1)" },
  by: { value: "SCORE", means: `what arpc re-noises: ${scoreNames.join(", ")} (nll)` },
  every: { value: "N", means: "arpc: correct every so many steps (1)" },
  warmup: { value: "N", means: "arpc: plain steps before the first correction (0)" },
  "top-p": { value: "X", means: "mass of the nucleus, 1 keeps every token (1; remdm and first-hitting 0.9)" },
  eta: { value: "X", means: "remdm: how strongly visible tokens are masked again (0.008 to 0.02)" },
  threshold: {
    value: "X",
    means: "samplers that unmask until a block is full: drafts at least so likely are kept (0.9, 0.95)",
  },
  gamma: { value: "X", means: "entropy-bounded, diffusion-gemma: entropy an update may spend, in nats (0.1)" },
  "pick-temperature": { value: "X", means: "maskgit, dream, loo-gibbs: noise on the order of positions (4.5, 0, 1)" },
  kappa: { value: "X", means: "psi: share of the posterior, in [0, 1] (0.99)" },
  sweeps: { value: "N", means: "loo-gibbs: corrections behind each update (1)" },
  factor: { value: "X", means: "fast-dllm-factor: how readily several drafts are kept at once (1)" },
  low: { value: "X", means: "hierarchy: the best draft of a run of masks is kept if it is likelier (0.4)" },
  "ar-tokens": { value: "N", means: "ar-then-block: tokens made one by one, a multiple of the block (16)" },
};

type NumberKnob = keyof typeof knobRanges;

const numbersOf = (args: Arguments) =>
  Object.fromEntries(
    Object.entries(knobRanges).map(([knob, range]) => [knob, numberAt(args, kebab(knob), range)]),
  ) as Readonly<Record<NumberKnob, Either<Failure, number | undefined>>>;

/** Those of them that are given. */
export const samplerSettings = (args: Arguments): Either<Failure, Partial<SamplerSettings>> =>
  gather<SamplerSettings & Record<string, unknown>>({
    by: choiceAt(args, "by", scoreNames),
    ...numbersOf(args),
  });
