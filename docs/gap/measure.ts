import { isLeft } from "fp-ts/lib/Either.js";
import { ar, arpc, blockAncestral, type Process, type Program } from "../../dsl/mod.ts";
import { type Estimate, meanInterval } from "../../runtime/eval/metrics/mod.ts";
import type { Model } from "../../runtime/model.ts";
import { run } from "../../runtime/run.ts";
import { oracle } from "./language.ts";
import { trainedModel } from "./train.ts";

/** How much is measured. */
export interface Scale {
  /** Updates of a training. */ readonly steps: number;
  /** Function evaluations of a block. */ readonly nfe: readonly number[];
  /** Texts of a cell. */ readonly texts: number;
}

/** Enough to tell gaps of a few hundredths of a bit. */
export const full: Scale = { steps: 1000, nfe: [3, 5, 9, 17, 33], texts: 256 };

/** Samplers by name, with so many function evaluations a block: ARPC asks twice in each update but the last. */
export const samplers = {
  "block-ancestral": (nfe: number): Program => blockAncestral({ size: 16, steps: nfe }),
  arpc: (nfe: number): Program => arpc({ size: 16, steps: (nfe + 1) / 2, by: ar.nll }),
} as const;

/** One line of the table at one budget, exact bits per character under the language. */
export interface GapCell {
  readonly sampler: keyof typeof samplers;
  readonly process: Process;
  readonly nfe: number;
  readonly oracle: Estimate;
  readonly network: Estimate;
}

/** What was found. */
export interface Gaps extends Scale {
  readonly entropyRate: number;
  readonly length: number;
  readonly cells: readonly GapCell[];
}

/** Characters of a text. */
export const LENGTH = 32;

const bitsOf = async (program: Program, model: Model, texts: number, seed: number): Promise<Estimate> => {
  const made = await run(program, model, { length: LENGTH, rows: texts, seed, backend: "host" })();
  if (isLeft(made)) { throw new Error(made.left._tag); }
  const law = oracle("absorbing");
  return meanInterval(made.right.rows.map(({ tokens }) => -law.logProbability(tokens, []) / Math.LN2 / LENGTH));
};

/** Cells of one kind of noise: trains its network, then lets both models write with the same seeds. */
export const gapsOf = async (process: Process, { steps, nfe, texts }: Scale): Promise<readonly GapCell[]> => {
  const { model, dispose } = await trainedModel(process, steps);
  const cells: GapCell[] = [];
  for (const sampler of ["block-ancestral", "arpc"] as const) {
    for (const budget of nfe) {
      const program = samplers[sampler](budget);
      cells.push({
        sampler,
        process,
        nfe: budget,
        oracle: await bitsOf(program, oracle(process), texts, 1),
        network: await bitsOf(program, model, texts, 2),
      });
    }
  }
  await dispose();
  return cells;
};
