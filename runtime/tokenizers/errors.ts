import { match } from "ts-pattern";

/** Why there is no tokenizer, or no tokens; each variant carries what its sentence needs. */
export type TokenizerError = Readonly<
  /** No file of that name in the folder, or it cannot be read. */
  | { _tag: "NoFile"; file: string; reason: string }
  /** The text is not JSON. */
  | { _tag: "NotJson"; file: string; reason: string }
  /** JSON of another shape. */
  | { _tag: "Invalid"; file: string; at: string; want: string; found: string }
  /** A tokenizer of a kind that is not read here. */
  | { _tag: "Unsupported"; file: string; what: string; want: string; found: string }
  /** The optional library is not installed, or refuses the file. */
  | { _tag: "LibraryMissing"; library: string; reason: string }
  | { _tag: "LibraryFailed"; library: string; file: string; reason: string }
  /** Fewer pieces than the text has characters. */
  | { _tag: "TooFewPieces"; pieces: number; characters: number }
  /** Not a number of pieces at all. */
  | { _tag: "BadPieces"; range: string; found: number }
  /** A character without a token. */
  | { _tag: "NoToken"; character: string; at: number }
>;

/** One sentence for a human: what was expected, what was found, what would work. */
export const describeTokenizerError = (error: TokenizerError): string =>
  match(error)
    .with({ _tag: "NoFile" }, (e) => `Cannot read ${e.file} as ${e.reason}`)
    .with({ _tag: "NotJson" }, (e) => `Cannot read ${e.file} as it must be JSON: ${e.reason}`)
    .with({ _tag: "Invalid" }, (e) => `Cannot read ${e.file} as ${e.at} must be ${e.want}: found ${e.found}`)
    .with({ _tag: "Unsupported" }, (e) => `Cannot read ${e.file} as its ${e.what} must be ${e.want}: found ${e.found}`)
    .with({ _tag: "LibraryMissing" }, (e) =>
      `Cannot load the tokenizer as ${e.library} is not there (${e.reason}): npm install --ignore-scripts ${e.library}`)
    .with({ _tag: "LibraryFailed" }, (e) =>
      `Cannot read ${e.file} as ${e.library} refuses it: ${e.reason}`)
    .with({ _tag: "TooFewPieces" }, (e) =>
      `Cannot learn ${e.pieces} pieces as the text has ${e.characters} characters: ask for at least as many`)
    .with({ _tag: "BadPieces" }, (e) =>
      `Cannot learn pieces as their number must be ${e.range}: found ${e.found}`)
    .with({ _tag: "NoToken" }, (e) =>
      `Cannot encode the text as the tokenizer has no token for ${
        JSON.stringify(e.character)
      } (character ${e.at}): use characters of its text`)
    .exhaustive();
