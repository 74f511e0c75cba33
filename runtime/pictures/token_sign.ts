/** How tokens are written in pictures and sentences. */
export interface TokenNames {
  /** A token in a cell: blanks and line ends have signs of their own, a mask has none. */
  readonly sign: (token: number) => string;
  /** A token in a sentence. */
  readonly quote: (token: number) => string;
  readonly isMask: (token: number) => boolean;
}

const SIGNS: ReadonlyMap<string, string> = new Map([[" ", "␣"], ["\n", "↵"], ["\t", "⇥"], ["\u007f", "␡"]]);

/** Characters that no picture may hold as they are: controls, those that turn the writing direction, halves of pairs. */
const UNSEEN =
  /[\s\p{Control}\p{Surrogate}\p{Noncharacter_Code_Point}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * Text in which every character can be seen and none acts: `a b` becomes `a␣b`, an escape `␛`, a change of the writing
 * direction U+FFFD.
 */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (character) => {
    const code = character.charCodeAt(0);
    if (code < 32 && !SIGNS.has(character)) { return String.fromCharCode(0x2400 + code); }
    return SIGNS.get(character) ?? (/\s/.test(character) ? "␣" : "\ufffd");
  });

/** A sentence or a title likewise; its blanks stay blanks. */
export const visibleWords = (text: string): string => text.split(" ").map(visible).join(" ");

/**
 * The names of a model's tokens.
 *
 * @param vocabulary Tokens from here on are masks.
 * @param decode Writes one token; a token without text is written as its number.
 */
export const tokenNames = (vocabulary: number, decode: (token: number) => string): TokenNames => {
  const isMask = (token: number): boolean => token >= vocabulary;
  const written = (token: number): string => decode(token) || `⟨${token}⟩`;
  const sign = (token: number): string => isMask(token) ? "" : visible(written(token));
  const quote = (token: number): string => {
    if (isMask(token)) { return "a mask"; }
    const text = written(token);
    return text === " " ? "a space" : text === "\n" ? "a line end" : `“${visible(text)}”`;
  };
  return { sign, quote, isMask };
};
