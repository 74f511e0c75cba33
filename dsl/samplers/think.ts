import { flow } from "fp-ts/lib/function.js";
import type { BlocksOptions } from "../control/mod.ts";
import type { Pick, StepPolicy } from "../node.ts";
import { from } from "../program.ts";
import type { Schedule } from "../clock.ts";
import { predict, shape } from "../stages/mod.ts";

/** Knobs that the paper's block samplers share. */
export interface BlockSamplerOptions extends BlocksOptions {
  /** Positions of a block; `sequence` is one block for the whole row. */ readonly size: number | "sequence";
  /** Updates of a block. */ readonly steps: number;
  /** Temperature of every prediction; 1 by default. */ readonly temperature?: number;
  /** Signal level over time; log-linear by default. */ readonly schedule?: Schedule;
  /** Last time of the clock; 1e-5 by default. */ readonly timeEps?: number;
  /** Updates of a partly fixed block; all by default. */ readonly policy?: StepPolicy;
  /** The last update: a draw from the posterior, or the mode of the prediction (the paper's `greedy`). */ readonly pick?:
    Pick;
}

/** Predict at a temperature: what every step of these samplers starts with. */
export const think = (temperature = 1) => flow(from.noisy, predict(), shape({ temperature }));
