/** What a custom stage sees of one row; positions are those of its block. Arrays are copies: writing to them changes nothing. */
export interface HostView {
  /** Tokens on the canvas; an absorbing model's mask is `vocabulary`. */ readonly canvas: readonly number[];
  /** Where the caller fixed the token. */ readonly frozen: readonly boolean[];
  /** Log-probabilities `[position][token]`, if read; `-Infinity` for what is impossible. */ readonly dist?:
    readonly (readonly number[])[];
  /** AR log-probabilities, if read; likewise. */ readonly ar?: readonly (readonly number[])[];
  /** The draft, if read. */ readonly draft?: readonly number[];
  /** The score, if read. */ readonly score?: readonly number[];
  /** The picked positions, if read. */ readonly picked?: readonly boolean[];
  /** Committed tokens before the block. */ readonly context: readonly number[];
  /** Position of the block's first token in the sequence. */ readonly start: number;
  /** Number of real tokens. */ readonly vocabulary: number;
  /** Index of the update. */ readonly step: number;
  /** Number of updates. */ readonly steps: number;
  /** Signal level now. */ readonly alphaT: number;
  /** Signal level after this step. */ readonly alphaS: number;
  /** A uniform number in [0, 1), a multiple of 2^-24, that depends on seed, sample, place and `lane` only. */
  readonly uniform: (index: number, lane?: number) => number;
}

/**
 * What it may leave, by slot; `canvas` goes with the slot `block`. Log-probabilities are normalised: `-Infinity` rules a token out, and one
 * token of a position at least must be possible.
 */
export interface HostResult {
  readonly canvas?: readonly number[];
  readonly dist?: readonly (readonly number[])[];
  readonly draft?: readonly number[];
  readonly ar?: readonly (readonly number[])[];
  readonly score?: readonly number[];
  readonly picked?: readonly boolean[];
}

/** One possible result and its probability, for `exact`. */
export interface HostOutcome {
  readonly probability: number;
  readonly result: HostResult;
}

/** The user's function, and, for `exact`, its whole distribution. */
export interface HostStage {
  readonly run: (view: HostView) => HostResult;
  readonly outcomes?: (view: Omit<HostView, "uniform">) => readonly HostOutcome[];
}
