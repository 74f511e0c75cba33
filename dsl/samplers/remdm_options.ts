import type { WholeOptions } from "./whole.ts";

/** Knobs of the samplers of ReMDM: 1024 updates and a nucleus of 0.9 by default. */
export interface RemdmOptions extends WholeOptions {
  /** The strength of masking again, in [0, 1]. */ readonly eta?: number;
}

/** The knobs that they hand on, with the published defaults. */
export const remdmDefaults = ({ eta: _, steps = 1024, topP = 0.9, ...rest }: RemdmOptions) => ({
  ...rest,
  steps,
  topP,
});
