import type { Process, SamplerKnob, SamplerSettings } from "../../dsl/mod.ts";

/** What every sampler is measured with. */
export interface Scale {
  /** Texts of a cell. */ readonly rows: number;
  /** Characters of a text, a multiple of the block. */ readonly length: number;
  /** Function evaluations a block that samplers are given. */ readonly budgets: readonly number[];
}

/** Positions of a block, in all samplers. */
export const block = 16;

/** Seed of every cell: samplers meet the same random numbers. */
export const seed = 1;

/** Kernels run in plain float64 TypeScript, the reference. */
export const backend = "host";

/** The table of the docs. */
export const full: Scale = { rows: 32, length: 128, budgets: [2, 3, 5, 9, 17, 33] };

/** A look in a few minutes. */
export const quick: Scale = { rows: 8, length: 64, budgets: [2, 5, 17] };

/** The values that a knob runs through, where the model decides how many evaluations a block gets. */
export const sweeps: Partial<Readonly<Record<SamplerKnob, readonly number[]>>> = {
  threshold: [0.02, 0.05, 0.1, 0.2, 0.5, 0.9],
  gamma: [0.1, 0.5, 1.5, 4, 10, 20],
};

/** No sharpening: what the model says, as far as a sampler's knobs reach. */
export const plain: Partial<SamplerSettings> = { temperature: 1, topP: 1 };

/** The two kinds of noise. */
export const processes: readonly Process[] = ["absorbing", "uniform"];
