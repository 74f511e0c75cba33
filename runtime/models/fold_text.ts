/**
 * The text with at most `symbols` different characters, changed as little as that needs.
 *
 * In this order, each only if there are still too many: typographic signs and accented letters become plain ones;
 * upper case becomes lower case; the rarest characters become spaces. A text that fits is returned as it is.
 *
 * @param symbols From 2.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { foldText } from "blockgen/runtime";
 *
 * strictEqual(foldText("Aa Bb", 64), "Aa Bb");
 * strictEqual(foldText("Aa Bb", 3), "aa bb");
 * ```
 */
export function foldText(text: string, symbols: number): string {
  const fits = (candidate: string) => symbolsOf(candidate).length <= symbols;
  if (fits(text)) { return text; }
  const plain = plainText(text);
  if (fits(plain)) { return plain; }
  const lower = plain.toLowerCase();
  return fits(lower) ? lower : dropRare(lower, symbols);
}

/** The characters of a text, in the order of their code points. */
export const symbolsOf = (text: string): string[] =>
  [...new Set(text)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);

/**
 * Without accents and typographic signs: the compatibility decomposition (NFKD) without combining accents, ASCII
 * quotes and dashes.
 */
export const plainText = (text: string): string =>
  text.normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u2018\u2019\u201a\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]/g, " ");

function dropRare(text: string, symbols: number): string {
  const counts = new Map<string, number>([[" ", Infinity]]);
  for (const c of text) { counts.set(c, (counts.get(c) ?? 0) + 1); }
  const kept = new Set([...counts].sort((a, b) => b[1] - a[1]).slice(0, symbols).map(([c]) => c));
  return Array.from(text, (c) => kept.has(c) ? c : " ").join("");
}
