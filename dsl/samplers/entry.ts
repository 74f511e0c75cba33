import type { Process } from "../abilities.ts";
import type { Program } from "../program.ts";
import type { ScoreName } from "./scores.ts";

/** The knobs that named samplers share, by the names that command lines and forms give them. */
export interface SamplerSettings {
  /** Positions of a block. */ readonly block: number;
  /** Updates of a block. */ readonly steps: number;
  /** Temperature of every prediction. */ readonly temperature: number;
  /** What looks wrong: the name of a score. */ readonly by: ScoreName;
  /** Correct every so many steps. */ readonly every: number;
  /** Plain steps before the first correction. */ readonly warmup: number;
  /** Tokens made one by one at the beginning. */ readonly arTokens: number;
  /** Mass of the nucleus, in (0, 1]. */ readonly topP: number;
  /** How strongly visible tokens are masked again. */ readonly eta: number;
  /** Drafts at least so likely are kept. */ readonly threshold: number;
  /** Entropy that one update may spend, nats. */ readonly gamma: number;
  /** Noise on the order in which positions are taken; 0 takes the best. */ readonly pickTemperature: number;
  /** Share of the posterior, in [0, 1]. */ readonly kappa: number;
  /** Corrections behind each update. */ readonly sweeps: number;
  /** How readily several drafts are kept at once. */ readonly factor: number;
  /** The best draft of a run of masks is kept if it is likelier. */ readonly low: number;
}

/** The name of a knob. */
export type SamplerKnob = keyof SamplerSettings;

/** A named sampler as data, for lists, forms and command lines. */
export interface SamplerEntry {
  readonly name: string;
  readonly summary: string;
  readonly paper: string;
  /** The noise that it was published for, where its program would run on both. */ readonly process?: Process;
  /** The knobs it has, and their defaults: the published ones. */ readonly parameters: Partial<SamplerSettings>;
  /** What a first try takes instead, so that it ends soon: command line and playground do. */
  readonly quick?: Partial<SamplerSettings>;
  readonly build: (settings: SamplerSettings) => Program;
}

/** What a knob is where neither the sampler nor the caller says. */
export const common: SamplerSettings = {
  block: 16,
  steps: 8,
  temperature: 1,
  by: "nll",
  every: 1,
  warmup: 0,
  arTokens: 16,
  topP: 1,
  eta: 0.02,
  threshold: 0.9,
  gamma: 0.1,
  pickTemperature: 0,
  kappa: 0.99,
  sweeps: 1,
  factor: 1,
  low: 0.4,
};

/** These knobs, as they commonly are. */
export const defaults = (...knobs: readonly SamplerKnob[]): Partial<SamplerSettings> =>
  Object.fromEntries(knobs.map((knob) => [knob, common[knob]]));
