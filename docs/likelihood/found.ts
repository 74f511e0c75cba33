import type { BibleName } from "../../runtime/shipped/names.ts";

/** Bits per character at one block size. */
export interface SizeBits {
  readonly size: number;
  readonly bits: number;
  /** Standard error; 0 for block size 1, which is exact. */ readonly error: number;
}

/** What one network makes of the held-out text. */
export interface NetworkBits {
  readonly name: BibleName;
  /** What computed it. */ readonly engine: string;
  /** Block sizes that it was trained on, and their weights. */ readonly trained: Readonly<Record<number, number>>;
  readonly sizes: readonly SizeBits[];
  /** Bounds of the mixture that it was trained on; null where there is only one block size. */
  readonly mixture: { readonly logSumExp: number; readonly jensen: number } | null;
  /** Block size 1 where each token that counts has at least half a row before it. */ readonly sliding: number;
}

/** Bits per character of 5-grams of the training part, by smoothing. */
export interface NgramBits {
  readonly wittenBell: number;
  readonly kneserNey: number;
}

/** All that the page shows; `docs/likelihood.json`. */
export interface Found {
  readonly corpus: string;
  readonly rows: number;
  readonly length: number;
  readonly tokens: number;
  readonly characters: number;
  readonly draws: number;
  readonly seed: number;
  readonly networks: readonly NetworkBits[];
  readonly ngrams: {
    /** Histories reach over the ends of rows. */ readonly across: NgramBits;
    /** Each row begins from nothing, as it does for the networks. */ readonly within: NgramBits;
  };
  /** 5-grams of other tokenizers, on the whole held-out part. */
  readonly pieces: readonly (NgramBits & { readonly pieces: number })[];
}
