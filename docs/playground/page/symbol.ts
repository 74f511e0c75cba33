/** How a token is shown: blanks and line ends have a sign of their own, a mask has none. */
export const sign = (symbols: readonly string[], token: number): string => {
  const symbol = symbols[token];
  return symbol === undefined ? "" : symbol.replaceAll(" ", "␣").replaceAll("\n", "↵").replaceAll("\t", "⇥");
};

/** A token in running text: blanks stay blanks, a mask is as wide as a digit. */
export const inText = (symbols: readonly string[], token: number): string => {
  const symbol = symbols[token];
  return symbol === undefined ? "\u2007" : symbol.replaceAll("\n", "↵").replaceAll("\t", "⇥");
};

/** A token in a sentence. */
export const quoted = (symbols: readonly string[], token: number): string => {
  const symbol = symbols[token];
  if (symbol === undefined) { return "a mask"; }
  if (symbol === " ") { return "a space"; }
  return symbol === "\n" ? "a line end" : `“${sign(symbols, token)}”`;
};
