/** How a token is shown: blanks and line ends have a sign of their own, a mask has none. */
export const sign = (symbols: readonly string[], token: number): string => {
  const symbol = symbols[token];
  if (symbol === undefined) { return ""; }
  return symbol === " " ? "␣" : symbol === "\n" ? "↵" : symbol === "\t" ? "⇥" : symbol;
};

/** A token in a sentence. */
export const quoted = (symbols: readonly string[], token: number): string =>
  token >= symbols.length
    ? "a mask"
    : symbols[token] === " "
    ? "a space"
    : symbols[token] === "\n"
    ? "a line end"
    : `“${symbols[token]}”`;
