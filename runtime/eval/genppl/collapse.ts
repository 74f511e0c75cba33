import { diversityWindow } from "../metrics/windowed_distinct.ts";

/** How different the parts of some texts are, each a mean over the texts. */
export interface Diversity {
  /** Entropy of the characters within a text, bits. */ readonly entropy: number;
  /** Share of different 4-grams of characters in windows of 128: `windowedDistinct`. */ readonly distinct4: number;
}

/** Bits below the reference that are no more chance: samplers that differ in nothing else lie within a tenth of this. */
export const collapseBits = 0.25;

/** Share of different 4-grams in 128 characters of a language, where no reference says its own. */
export const usualShare = 0.9;

/** Texts with less than this part of the reference's share repeat themselves. */
export const collapsePart = 0.55;

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/**
 * Sentences on texts whose perplexity says nothing.
 *
 * @param reference The same of texts that have not collapsed; null where none are known.
 */
export const collapseNotices = (
  { entropy, distinct4 }: Diversity,
  reference: Diversity | null,
): readonly string[] => [
  ...(reference !== null && entropy < reference.entropy - collapseBits
    ? [
      `The entropy has collapsed (${entropy.toFixed(2)} bits, ${
        reference.entropy.toFixed(2)
      } in texts that have not): a low perplexity is no quality here`,
    ]
    : []),
  ...(distinct4 < collapsePart * (reference?.distinct4 ?? usualShare)
    ? [
      `The texts repeat themselves (${
        percent(distinct4)
      } of the 4-grams in ${diversityWindow} characters are different${
        reference === null ? "" : `, ${percent(reference.distinct4)} in texts that do not`
      }): a low perplexity is no quality here`,
    ]
    : []),
];
