/** What tells that texts have collapsed. */
export interface Diversity {
  /** Mean entropy of the characters within a text, bits. */ readonly entropy: number;
  /** The same of texts that have not collapsed; null where none are known. */ readonly reference: number | null;
  /** Share of different 4-grams. */ readonly distinct4: number;
}

/** Bits below the reference that are no more chance: samplers that differ in nothing else lie within a tenth of this. */
export const collapseBits = 0.25;

/** Where fewer 4-grams than this are different, texts repeat themselves; texts of 128 characters of a language have about 0.9. */
export const collapseShare = 0.5;

/** Sentences on texts whose perplexity says nothing. */
export const collapseNotices = ({ entropy, reference, distinct4 }: Diversity): readonly string[] => [
  ...(reference !== null && entropy < reference - collapseBits
    ? [
      `The entropy has collapsed (${entropy.toFixed(2)} bits, ${
        reference.toFixed(2)
      } in texts that have not): a low perplexity is no quality here`,
    ]
    : []),
  ...(distinct4 < collapseShare
    ? [
      `The texts repeat themselves (${
        (100 * distinct4).toFixed(0)
      } % of their 4-grams are different): a low perplexity is no quality here`,
    ]
    : []),
];
