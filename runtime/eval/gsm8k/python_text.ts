/** Characters that Python's `\s` matches in text (JavaScript's `\s` lacks some and has the byte order mark). */
export const space = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

/** Characters that Python's `\d` matches in text: decimal digits of every script. */
export const digit = "\\p{Nd}";

/** Python's `$` and `.` apart, a number as the checker reads it: sign, dollar, digits with commas, at most one point. */
export const numeral = `[-+]?\\$?${digit}[${digit},]*\\.?${digit}*`;

const isDigit = (codePoint: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(codePoint));

/** Unicode keeps the ten digits of a script together, zero first. */
const valueOf = (codePoint: number): number => {
  let first = codePoint;
  while (isDigit(first - 1)) { first--; }
  return (codePoint - first) % 10;
};

/** The text with the digits of every script written as 0-9, as Python's `int` and `float` read them. */
export const asciiDigits = (text: string): string =>
  text.replace(/(?![0-9])\p{Nd}/gu, (character) => String(valueOf(character.codePointAt(0)!)));
