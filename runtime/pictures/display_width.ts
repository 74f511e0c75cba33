const MARKS = /^[\p{Mark}\p{Format}]$/u;
/** Scripts and pictures that fill two columns of a terminal or of a monospaced font. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

const widthOf = (character: string): number => MARKS.test(character) ? 0 : WIDE.test(character) ? 2 : 1;

/** Columns that a text takes in a monospaced font: two for wide characters, none for marks on others. */
export const displayWidth = (text: string): number =>
  // Almost all tokens: spares them the look-up of scripts.
  // deno-lint-ignore no-control-regex
  /^[\u0000-\u02ff]*$/.test(text) ? text.length : [...text].reduce((sum, character) => sum + widthOf(character), 0);

/** The text in at most so many columns; what is cut off shows as an ellipsis. */
export const fitted = (text: string, columns: number): string => {
  if (displayWidth(text) <= columns) { return text; }
  let out = "";
  let taken = 0;
  for (const character of text) {
    taken += widthOf(character);
    if (taken > columns - 1) { break; }
    out += character;
  }
  return `${out}…`;
};
