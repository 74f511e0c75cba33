import { pipe } from "fp-ts/lib/function.js";
import { type Clock, linspace } from "../clock.ts";
import { blocks, type BlocksOptions, denoise, until } from "../control/mod.ts";
import { equal, masked, sum } from "../expression/mod.ts";
import type { StepPolicy } from "../node.ts";
import { type Noisy, open, type Program } from "../program.ts";
import { commitBlock, finish, noise } from "../stages/mod.ts";
import { fill, type GuessOptions } from "./guess.ts";

/** Knobs of samplers that unmask so many tokens an update. */
export interface UnmaskOptions extends GuessOptions, BlocksOptions {
  /** Positions of a block; `sequence`, the default, is one block for the whole row. */ readonly size?:
    | number
    | "sequence";
  /** Updates of a block. */ readonly steps?: number;
  /** Updates of a partly fixed block; all by default. */ readonly policy?: StepPolicy;
}

type Unmask<C> = (start: Noisy) => Program<{ readonly block: "noisy" }, C>;

/** Unmasks in a fixed number of updates; the last one fills what is left. NFE: `steps`. */
export const unmaskInSteps = <C>(
  each: Unmask<C>,
  options: UnmaskOptions & { readonly steps: number; readonly clock?: Clock },
) => {
  const { size = "sequence", steps, temperature = 0, topP = 1, policy = "full", clock = linspace(), ...place } =
    options;
  const last = fill({ temperature, topP });
  return blocks(size, pipe(open, noise(), denoise(steps, { each, last, policy, clock }), commitBlock()), place);
};

/** Knobs of samplers that unmask until the block is full. */
export interface UntilFullOptions extends GuessOptions, BlocksOptions {
  /** Positions of a block. */ readonly size?: number;
}

/**
 * Unmasks until no mask is left. The step must unmask at least one; the block then stands as it is.
 *
 * NFE: from 1 to `atMost`, never more than there are masks.
 */
export const unmaskUntilFull = <C>(
  each: Unmask<C>,
  options: UntilFullOptions & { readonly size: number; readonly atMost?: number },
) => {
  const { size, atMost = size, ...place } = options;
  const loop = until(equal(sum(masked), 0), { atMost }, each);
  return blocks(size, pipe(open, noise(), loop, finish({ pick: "keep" }), commitBlock()), place);
};
