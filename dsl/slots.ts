/**
 * What a program carries from stage to stage.
 *
 * `block` is always there; the others come and go. A stage says which of them it reads, leaves and spends
 * (see the table in docs/map.md).
 */
export interface Slots {
  /** The current block: not yet noised, being denoised, or finished. */
  readonly block: "open" | "noisy" | "clean";
  /** A prediction of the clean token at every position, as log-probabilities; never a posterior. */
  readonly dist: "x0";
  /** A clean guess of the whole block; the noisy canvas stays where it is. */
  readonly draft: "tokens";
  /** Log-probabilities of every draft token's place given only the tokens before it. */
  readonly ar: "x0";
  /** One number a position. */
  readonly score: "numbers";
  /** The chosen positions. */
  readonly picked: "positions";
}

/** The name of a slot. */
export type Slot = keyof Slots;

/** Slots that speak of one canvas: loops and branches spend them, as the canvas is another behind them. */
export type Transient = Exclude<Slot, "block">;

/** Slots that a score may name. */
export type Readable = "dist" | "ar" | "draft" | "picked";
