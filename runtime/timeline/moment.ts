import type { TokenProbability } from "../trace.ts";

/**
 * What an update did to a position: `given` by the prompt, still `noise` (masked, or a random token that nothing has
 * replaced), `drafted` (a new token), `kept` (the same token), `renoised` (a token gave way to noise), `rejected`
 * (noise, and the draft for it was not taken), or `committed` with its block.
 */
export type CellKind = "given" | "noise" | "drafted" | "kept" | "renoised" | "rejected" | "committed";

/** Does noise stand there, whatever it was? */
export const isNoise = (kind: CellKind): boolean => kind === "noise" || kind === "renoised" || kind === "rejected";

/** What the models said of a position in an update, as far as they were asked. */
export interface Opinions {
  /** The most probable tokens of the prediction that was drawn from, most probable first. */
  readonly top?: readonly TokenProbability[];
  /** What the AR prediction gave the drafted token. */ readonly ar?: number;
  /** The most probable tokens of the AR prediction. */ readonly arTop?: readonly TokenProbability[];
  /** The number by which positions were selected. */ readonly score?: number;
}

/** One position at one moment. */
export interface Cell extends Opinions {
  /** What stands on the canvas; an absorbing model's mask is its vocabulary. */ readonly token: number;
  readonly kind: CellKind;
  /** Is it worth a word: a new token, or noise in the place of one? */ readonly changed: boolean;
  /** The token that was drafted and thrown away, if so. */ readonly rejected: number | null;
  /** Why it stands here, in words. */ readonly why: string;
}

/** A block at one moment: a row of the grid. */
export interface Moment {
  /** `noise`, the number of the update, or `commit`. */ readonly label: string;
  /** Position of the block's first token. */ readonly start: number;
  readonly cells: readonly Cell[];
}
