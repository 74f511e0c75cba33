import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { bootstrap, type Interval } from "../bootstrap.ts";
import type { Judge, TextScore } from "../judges/judge.ts";
import type { JudgeError } from "../judges/judge_error.ts";
import { distinct } from "../metrics/distinct.ts";
import { type Estimate, meanInterval } from "../metrics/mean_interval.ts";
import { unigramEntropy } from "../metrics/unigram_entropy.ts";
import { collapseNotices } from "./collapse.ts";

/** A text that a sampler made. */
export interface Sample {
  readonly text: string;
  /** In the tokens of the model that made it, for the sample entropy that papers give. */ readonly tokens?:
    readonly number[];
}

/** Quality and diversity of texts: neither says anything without the other. */
export interface GenPpl {
  readonly judge: string;
  /** What the judge counts, in a sentence. */ readonly conventions: string;
  readonly texts: number;
  /** The judge's tokens that count, of all texts. */ readonly tokens: number;
  /** `exp(nats / tokens)` over all texts, as papers give it; the interval is a bootstrap over texts. */
  readonly perplexity: Interval;
  /** `nats / ln 2 / characters` over all texts: what tokenizers of different judges leave comparable. */
  readonly bitsPerCharacter: Interval;
  /** Entropy of the characters within a text, bits. */ readonly entropy: Estimate;
  /** Entropy of the model's own tokens within a text in nats, as papers give it; null without tokens. */
  readonly tokenEntropy: Estimate | null;
  /** Distinct 1- to 4-grams of characters over all of a text. */ readonly distinct: readonly number[];
  /** What makes the perplexity worthless, in sentences. */ readonly notices: readonly string[];
}

/** How texts are measured. */
export interface GenPplOptions {
  /** Texts to hold the entropy against, as long as the samples: of the training text, or of the law itself. */
  readonly reference?: readonly string[];
  /** Of the bootstrap; 0 unless said. */ readonly seed?: number;
}

/** `sum a / sum b` over texts: texts count by their length. */
const ratioOf = (scores: readonly TextScore[], unit: "tokens" | "characters", options: GenPplOptions): Interval =>
  bootstrap(scores.map((_, i) => i), {
    seed: options.seed ?? 0,
    resamples: 1000,
    statistic: (chosen) => {
      let [nats, units] = [0, 0];
      for (const i of chosen) {
        nats += scores[i].nats;
        units += scores[i][unit];
      }
      return nats / units;
    },
  });

const mapped = ({ value, low, high }: Interval, f: (x: number) => number): Interval => ({
  value: f(value),
  low: f(low),
  high: f(high),
});

/** Symbols of a text as numbers, each its code point. */
export const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0)!);

/**
 * Generative perplexity of some texts under a judge, beside their entropy and their distinct n-grams: a low perplexity with a
 * collapsed entropy is that of texts that repeat themselves, which `notices` say.
 *
 * @param samples At least one. @returns The report, or why the judge cannot score them.
 *
 * @see BlockGen (2606.02241) and Zheng et al. 2024 (2409.02908), section 5, on perplexity without entropy.
 */
export const genPpl = async (
  judge: Judge,
  samples: readonly Sample[],
  options: GenPplOptions = {},
): Promise<Either<JudgeError, GenPpl>> => {
  const scored = await judge.score(samples.map(({ text }) => text));
  if (isLeft(scored)) { return scored; }
  const characters = samples.map(({ text }) => codePoints(text));
  const entropies = characters.map(unigramEntropy);
  const shares = [1, 2, 3, 4].map((n) => meanInterval(characters.map((text) => distinct(text, n))).mean);
  const own = samples.flatMap(({ tokens }) => tokens === undefined ? [] : [unigramEntropy(tokens) * Math.LN2]);
  const entropy = meanInterval(entropies);
  const reference = options.reference?.map((text) => unigramEntropy(codePoints(text)));
  return right({
    judge: judge.name,
    conventions: judge.conventions,
    texts: samples.length,
    tokens: scored.right.reduce((sum, { tokens }) => sum + tokens, 0),
    perplexity: mapped(ratioOf(scored.right, "tokens", options), Math.exp),
    bitsPerCharacter: mapped(ratioOf(scored.right, "characters", options), (nats) => nats / Math.LN2),
    entropy,
    tokenEntropy: own.length === 0 ? null : meanInterval(own),
    distinct: shares,
    notices: collapseNotices({
      entropy: entropy.mean,
      reference: reference === undefined || reference.length === 0 ? null : meanInterval(reference).mean,
      distinct4: shares[3],
    }),
  });
};
