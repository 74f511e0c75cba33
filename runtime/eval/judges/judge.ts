import type { Either } from "fp-ts/lib/Either.js";
import type { JudgeError } from "./judge_error.ts";

/** What a judge makes of one text. */
export interface TextScore {
  /** `-ln p` of the tokens that count; finite, >= 0. */ readonly nats: number;
  /** The judge's own tokens that count: see its conventions; 0 where nothing in the text is to be predicted. */
  readonly tokens: number;
  /** Characters (code points) that those tokens spell: all of the text, if it is not too long for the judge. */
  readonly characters: number;
}

/** A language model that scores texts from left to right, whatever made them. */
export interface Judge {
  /** Shown to the user. */ readonly name: string;
  /** What counts: tokens, the longest text, the first token, the end of a text; in a sentence. */
  readonly conventions: string;
  /** Does `score` know given characters? Without, they are scored like all others. */ readonly readsGiven?: boolean;
  /**
   * One score a text, in their order; a text that the judge cannot read is an error.
   *
   * @param given Characters at the start of each text that are only read: what follows is scored behind them. None unless said.
   */
  readonly score: (
    texts: readonly string[],
    given?: readonly number[],
  ) => Promise<Either<JudgeError, readonly TextScore[]>>;
  /** Frees what the judge holds. */ readonly dispose: () => Promise<void>;
}

/** Of a text with nothing to predict. */
export const noScore: TextScore = { nats: 0, tokens: 0, characters: 0 };

/** The judge needs nothing freed. */
export const nothingToFree = (): Promise<void> => Promise.resolve();

/** Characters of a text: code points, as one token a character counts them. */
export const charactersOf = (text: string): number => Array.from(text).length;
