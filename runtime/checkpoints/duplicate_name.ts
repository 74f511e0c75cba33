const QUOTE = 34, BACKSLASH = 92, OPEN = 123, CLOSE = 125, COLON = 58;

/**
 * The first key that an object of valid JSON has twice, which `JSON.parse` passes over, or null.
 *
 * Only the keys of the object itself are looked at, not those of objects inside.
 */
export const duplicateName = (json: string): string | null => {
  const seen = new Set<string>();
  let depth = 0;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === OPEN) { depth++; }
    if (code === CLOSE) { depth--; }
    if (code !== QUOTE) { continue; }
    const end = endOfText(json, i);
    if (depth === 1 && nextAfter(json, end) === COLON) {
      const name = JSON.parse(json.slice(i, end)) as string;
      if (seen.has(name)) { return name; }
      seen.add(name);
    }
    i = end - 1;
  }
  return null;
};

/** Index behind the closing quote of the text that begins at `from`. */
const endOfText = (json: string, from: number): number => {
  let i = from + 1;
  while (i < json.length && json.charCodeAt(i) !== QUOTE) { i += json.charCodeAt(i) === BACKSLASH ? 2 : 1; }
  return i + 1;
};

/** The first code from `from` on that is no white space. */
const nextAfter = (json: string, from: number): number => {
  let i = from;
  while (json.charCodeAt(i) <= 32) { i++; }
  return json.charCodeAt(i);
};
