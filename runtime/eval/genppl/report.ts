import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { bootstrap, type Interval } from "../bootstrap.ts";
import type { Judge, TextScore } from "../judges/judge.ts";
import type { JudgeError } from "../judges/judge_error.ts";
import { distinct } from "../metrics/distinct.ts";
import { type Estimate, meanInterval } from "../metrics/mean_interval.ts";
import { unigramEntropy } from "../metrics/unigram_entropy.ts";
import { windowedDistinct } from "../metrics/windowed_distinct.ts";
import { collapseNotices, type Diversity } from "./collapse.ts";

/** A text that a sampler made. */
export interface Sample {
  readonly text: string;
  /** Characters that it begins with and that nobody made: a prompt. None unless said. */ readonly given?: number;
  /** What was made, in the tokens of the model that made it, for the sample entropy that papers give. */ readonly tokens?:
    readonly number[];
}

/** A number of some texts with its 95 % interval; without one, null, where there is one text, which says nothing of others. */
export interface TextsInterval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A mean over texts; half its 95 % interval is null where there is one text. */
export interface TextsMean extends Pick<Estimate, "mean"> {
  readonly half: number | null;
}

/** Quality and diversity of texts: neither says anything without the other. */
export interface GenPpl {
  readonly judge: string;
  /** What the judge counts, in a sentence. */ readonly conventions: string;
  /** Texts that count. */ readonly texts: number;
  /** Texts that do not, as nothing in them is to be predicted. */ readonly empty: number;
  /** The judge's tokens that count, of all texts. */ readonly tokens: number;
  /** `exp(nats / tokens)` over all texts, as papers give it; the interval is a bootstrap over texts. */
  readonly perplexity: TextsInterval;
  /** `nats / ln 2 / characters` over all texts: what tokenizers of different judges leave comparable. */
  readonly bitsPerCharacter: TextsInterval;
  /** Entropy of the characters within a text, bits. */ readonly entropy: TextsMean;
  /** Entropy of the model's own tokens within a text in nats, as papers give it; null without tokens. */
  readonly tokenEntropy: TextsMean | null;
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

/** The interval of so many texts in another unit. */
const mapped = ({ value, low, high }: Interval, texts: number, f: (x: number) => number): TextsInterval => ({
  value: f(value),
  low: texts < 2 ? null : f(low),
  high: texts < 2 ? null : f(high),
});

const meanOf = (values: readonly number[]): TextsMean => {
  const { mean, half } = meanInterval(values);
  return { mean, half: values.length < 2 ? null : half };
};

/** What a reader must know of the texts and the judge, in sentences. */
const remarksOf = (empty: number, texts: number, judge: Judge, hasGiven: boolean): readonly string[] => [
  ...(empty === 0 ? [] : [`${empty} of ${texts} texts are left out: there is nothing in them to score`]),
  ...(!hasGiven || judge.readsGiven === true
    ? []
    : [`The perplexity is of prompts as well: ${judge.name} cannot score what follows them alone`]),
];

/** Symbols of a text as numbers, each its code point. */
export const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0)!);

const diversityOf = (texts: readonly (readonly number[])[]): Diversity => ({
  entropy: meanInterval(texts.map(unigramEntropy)).mean,
  distinct4: meanInterval(texts.map((text) => windowedDistinct(text, 4))).mean,
});

/**
 * Generative perplexity of some texts under a judge, beside their entropy and their distinct n-grams: a low perplexity with a
 * collapsed entropy is that of texts that repeat themselves, which `notices` say.
 *
 * @param samples At least one. @returns The report, or why the judge cannot score them. What was given counts for nothing; texts
 * in which nothing is to be predicted are left out.
 *
 * @see BlockGen (2606.02241) and Zheng et al. 2024 (2409.02908), section 5, on perplexity without entropy.
 */
export const genPpl = async (
  judge: Judge,
  samples: readonly Sample[],
  options: GenPplOptions = {},
): Promise<Either<JudgeError, GenPpl>> => {
  const given = samples.map((sample) => sample.given ?? 0);
  const scored = await judge.score(samples.map(({ text }) => text), given);
  if (isLeft(scored)) { return scored; }
  const kept = samples.flatMap((sample, i) => scored.right[i]!.tokens === 0 ? [] : [{ ...sample, given: given[i]! }]);
  if (kept.length === 0) { return left({ _tag: "NoText", judge: judge.name }); }
  const scores = scored.right.filter(({ tokens }) => tokens > 0);
  const characters = kept.map(({ text, given }) => codePoints(text).slice(given));
  const own = kept.flatMap(({ tokens }) => tokens === undefined ? [] : [unigramEntropy(tokens) * Math.LN2]);
  const reference = options.reference?.map(codePoints) ?? [];
  const empty = samples.length - kept.length;
  return right({
    judge: judge.name,
    conventions: judge.conventions,
    texts: kept.length,
    empty,
    tokens: scores.reduce((sum, { tokens }) => sum + tokens, 0),
    perplexity: mapped(ratioOf(scores, "tokens", options), kept.length, Math.exp),
    bitsPerCharacter: mapped(ratioOf(scores, "characters", options), kept.length, (nats) => nats / Math.LN2),
    entropy: meanOf(characters.map(unigramEntropy)),
    tokenEntropy: own.length === 0 ? null : meanOf(own),
    distinct: [1, 2, 3, 4].map((n) => meanInterval(characters.map((text) => distinct(text, n))).mean),
    notices: [
      ...remarksOf(empty, samples.length, judge, given.some((count) => count > 0)),
      ...collapseNotices(diversityOf(characters), reference.length === 0 ? null : diversityOf(reference)),
    ],
  });
};
